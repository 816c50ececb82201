import { useRouter } from "next/router";
import { useEffect, useRef, useState } from "react";
import { leave } from "@/frames/leave";

export type LeaveGuard = {
  asking: boolean;
  stay: () => void;
  leave: () => void;
  /** A way out that is no link: a sheet that closes. */
  ask: (exit: () => void) => void;
};

// The router asks one only: that of a dialog stands above the form's beneath it, and gives the place back.
const guards: (() => boolean)[] = [];

/** While `armed`, every way out of the page asks first: links, buttons marked `data-leaves`, back, closing the tab. */
export function useLeaveGuard(armed: boolean): LeaveGuard {
  const router = useRouter();
  const [exit, setExit] = useState<(() => void) | null>(null);
  const open = useRef(false);

  useEffect(() => {
    if (!armed) return undefined;
    const here = { state: window.history.state as unknown, url: window.location.href };
    const onPop = (): boolean => {
      if (open.current) return true;
      // The browser has gone back already: stand here again, and ask.
      window.history.pushState(here.state, "", here.url);
      setExit(() => () => router.back());
      return false;
    };
    const onClick = (event: MouseEvent): void => {
      const isMine = guards.at(-1) === onPop;
      const exit =
        open.current || !isMine ? null : exitOf(event, (url) => void router.push(url, url, { locale: false }));
      if (!exit) return;
      event.preventDefault();
      event.stopPropagation();
      setExit(() => exit);
    };
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (!open.current) event.preventDefault();
    };
    document.addEventListener("click", onClick, true);
    window.addEventListener("beforeunload", onUnload);
    guards.push(onPop);
    router.beforePopState(onPop);
    return () => {
      document.removeEventListener("click", onClick, true);
      window.removeEventListener("beforeunload", onUnload);
      guards.splice(guards.indexOf(onPop), 1);
      router.beforePopState(guards.at(-1) ?? (() => true));
    };
  }, [armed, router]);

  return {
    asking: exit !== null,
    stay: () => setExit(null),
    ask: (way) => (armed ? setExit(() => way) : way()),
    leave: () => {
      open.current = true;
      exit?.();
      setExit(null);
    },
  };
}

/** What a plain click would do that leaves this page: go to another one of this site, or sign out. */
function exitOf(event: MouseEvent, go: (url: string) => void): (() => void) | null {
  // Not the click again: the button may stand in a menu that the question closes.
  if (event.target instanceof Element && event.target.closest("[data-leaves]")) return leave;
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!plain || !link?.href || link.target === "_blank" || link.hasAttribute("download")) return null;
  const url = new URL(link.href);
  const elsewhere = url.origin === window.location.origin && pageOf(url.pathname) !== pageOf(window.location.pathname);
  return elsewhere ? () => go(url.pathname + url.search + url.hash) : null;
}

/** The path without its language: another language is the same form. */
function pageOf(path: string): string {
  return path.replace(/^\/en(?=\/|$)/, "");
}
