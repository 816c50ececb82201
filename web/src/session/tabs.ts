// What the tabs of one origin tell each other about the session.
import type { EndedBy, SignedIn } from "./types";

export type TabMessage =
  { kind: "signed-in"; signedIn: SignedIn } | { kind: "signed-out"; endedBy: EndedBy | undefined } | { kind: "ask" };

export type Tabs = { tell: (message: TabMessage) => void };

/** Joins the other tabs; alone where the browser has no channels. */
export function joinTabs(hear: (message: TabMessage) => void): Tabs {
  if (typeof BroadcastChannel === "undefined") return { tell: () => undefined };
  const channel = new BroadcastChannel("petshop-session");
  channel.onmessage = (event: MessageEvent<TabMessage>) => {
    hear(event.data);
  };
  return {
    tell: (message) => {
      channel.postMessage(message);
    },
  };
}
