// One session in one tab: the access token in memory, the refresh cookie out of reach.
import { ApiProblem, isPassing } from "@/api/problem";
import {
  postAcceptance,
  postExchange,
  postHandOff,
  postLogin,
  postLogout,
  postRefresh,
  type HandOff,
} from "./endpoints";
import { createLock } from "./lock";
import { backoffMs, pause } from "./pause";
import { Renewal } from "./renewal";
import { joinTabs, type TabMessage, type Tabs } from "./tabs";
import type { Acceptance, Account, Credentials, EndedBy, SessionState, SessionUnknown, SignedIn } from "./types";
import { inFlightSettled, noted, readVisit, writeVisit } from "./visits";

const FRESH_MS = 30_000;
const OTHER_TAB_ANSWERS_MS = 300;

export const UNKNOWN: SessionUnknown = { status: "unknown", account: null, endedBy: undefined, problem: undefined };

/** Signs in and out, and keeps an access token fresh, in agreement with the other tabs. */
export class Session {
  private state: SessionState = UNKNOWN;
  private held: SignedIn | undefined;
  // Grows with every sign-in and sign-out: an answer asked for before one says nothing after it.
  private epoch = 0;
  private refreshing: Promise<void> | undefined;
  private resuming: Promise<void> | undefined;
  private tabs: Tabs | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly arrivals = new Set<() => void>();
  private readonly exclusively = createLock();
  private readonly renewal = new Renewal(() => this.refresh());

  readonly getState = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** At page load: takes up the session of the cookie, if there may be one; goes on trying while nothing answers. */
  readonly resume = (): Promise<void> => {
    this.resuming ??= this.untilKnown().finally(() => (this.resuming = undefined));
    return this.resuming;
  };

  readonly signIn = (credentials: Credentials): Promise<Account> => this.enter(() => postLogin(credentials));

  readonly signInWithCode = (code: string): Promise<Account> => this.enter(() => postExchange(code));

  readonly acceptInvitation = (acceptance: Acceptance): Promise<Account> =>
    this.enter(() => postAcceptance(acceptance));

  /** A one-time code for the shop's own address, to which the session moves: the next page here need not ask for it. */
  readonly handOff = async (): Promise<HandOff> => {
    const code = await postHandOff(await this.accessToken());
    writeVisit("none");
    return code;
  };

  /** Signed out at once, in every tab; the server is told as soon as it can be. */
  readonly signOut = async (): Promise<void> => {
    this.end("user", "leaving");
    await this.exclusively(() => this.leave()).catch(ignoreProblem);
  };

  /** A token good for 30 s at least; TOKEN_MISSING when signed out. */
  readonly accessToken = async (): Promise<string> => {
    if (!isFresh(this.held) && this.state.status !== "signed-out") await this.refresh();
    if (!this.held) throw new ApiProblem({ status: 401, code: "TOKEN_MISSING" });
    return this.held.token;
  };

  /** For a token that the server called expired or invalid: another one, unless there is one already. */
  readonly replace = async (spent: string): Promise<string> => {
    if (this.held?.token === spent) await this.refresh();
    return this.accessToken();
  };

  /** For a token whose session the server called ended. */
  readonly revoked = (token: string): void => {
    if (this.held?.token === token) this.end("revoked", "none");
  };

  private async untilKnown(): Promise<void> {
    for (let attempt = 0; this.isUnknown(); attempt += 1) {
      try {
        await this.refresh();
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        if (this.isUnknown()) this.set({ ...UNKNOWN, problem: error });
        if (!isPassing(error)) return;
        await pause(backoffMs(attempt));
      }
    }
  }

  private isUnknown(): boolean {
    return this.state.status === "unknown";
  }

  private refresh(): Promise<void> {
    this.connect();
    this.refreshing ??= this.refreshOnce().finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private async refreshOnce(): Promise<void> {
    if (!this.held && readVisit() === "none") {
      this.set(signedOut(undefined));
      return;
    }
    const { epoch } = this;
    const spent = this.held?.token;
    await this.exclusively(async (waited) => {
      if (waited) await this.askTabs();
      const isDone = isFresh(this.held) && this.held?.token !== spent;
      if (epoch !== this.epoch || isDone) return;
      if (readVisit() === "leaving") await this.leave();
      else await this.spendCookie(epoch);
    });
  }

  private async spendCookie(epoch: number): Promise<void> {
    await inFlightSettled();
    try {
      const signedIn = await noted(postRefresh);
      if (epoch === this.epoch) this.adopt(signedIn, true);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      if (epoch === this.epoch) this.end(error.code === "SESSION_REVOKED" ? "revoked" : "expired", "none");
    }
  }

  private async leave(): Promise<void> {
    // Somebody signed in again in another tab: that session is not ours to end.
    if (readVisit() !== "leaving") return;
    await postLogout();
    writeVisit("none");
    if (this.state.status !== "signed-out") this.set(signedOut(undefined));
  }

  private async enter(call: () => Promise<SignedIn>): Promise<Account> {
    this.connect();
    return this.exclusively(async () => {
      const signedIn = await call();
      this.epoch += 1;
      this.adopt(signedIn, true);
      return signedIn.account;
    });
  }

  private adopt(signedIn: SignedIn, isNews: boolean): void {
    this.held = signedIn;
    this.renewal.watch(signedIn.expiresAt);
    if (isNews) {
      writeVisit("here");
      this.tabs?.tell({ kind: "signed-in", signedIn });
    }
    if (!isSameAccount(this.state.account, signedIn.account)) {
      this.set({ status: "signed-in", account: signedIn.account, endedBy: undefined, problem: undefined });
    }
  }

  private end(endedBy: EndedBy, visit: "leaving" | "none"): void {
    this.connect();
    writeVisit(visit);
    this.tabs?.tell({ kind: "signed-out", endedBy });
    this.forget(endedBy);
  }

  private forget(endedBy: EndedBy | undefined): void {
    this.epoch += 1;
    this.held = undefined;
    this.renewal.watch(undefined);
    this.set(signedOut(endedBy));
  }

  private connect(): void {
    if (this.tabs) return;
    this.tabs = joinTabs((message) => {
      this.hear(message);
    });
    this.renewal.start();
  }

  private hear(message: TabMessage): void {
    if (message.kind === "ask") {
      if (this.held && isFresh(this.held)) this.tabs?.tell({ kind: "signed-in", signedIn: this.held });
    } else if (message.kind === "signed-out") {
      if (this.state.status !== "signed-out") this.forget(message.endedBy);
    } else {
      this.hearSignedIn(message.signedIn);
    }
  }

  private hearSignedIn(signedIn: SignedIn): void {
    const isOther = !isSameAccount(this.held?.account, signedIn.account);
    if (this.held && isOther) this.epoch += 1;
    if (isOther || signedIn.expiresAt > (this.held?.expiresAt ?? 0)) this.adopt(signedIn, false);
    for (const arrived of this.arrivals) arrived();
  }

  /** The tab that held the lock has a new token, and its message may still be on its way. */
  private askTabs(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.arrivals.delete(done);
        resolve();
      };
      const timer = setTimeout(done, OTHER_TAB_ANSWERS_MS);
      this.arrivals.add(done);
      this.tabs?.tell({ kind: "ask" });
    });
  }

  private set(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

function signedOut(endedBy: EndedBy | undefined): SessionState {
  return { status: "signed-out", account: null, endedBy, problem: undefined };
}

function isFresh(held: SignedIn | undefined): boolean {
  return held !== undefined && held.expiresAt - Date.now() >= FRESH_MS;
}

function isSameAccount(one: Account | null | undefined, other: Account): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function ignoreProblem(error: unknown): void {
  if (!(error instanceof ApiProblem)) throw error;
}
