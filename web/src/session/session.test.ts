import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ANA, deferred, json, refusal, signedIn, stubChannel, stubLocks, stubNetwork } from "@/testing/browser";
import { ApiProblem } from "@/api/problem";
import { Session } from "./session";

const REFRESH = "/api/v1/auth/refresh";
const BIA = { ...ANA, user: { ...ANA.user, id: "u-2", first_name: "Bia" } };

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000_000 });
  localStorage.clear();
  stubLocks();
  stubChannel();
});
afterEach(() => {
  vi.useRealTimers();
});

const wasHere = (): void => {
  localStorage.setItem("petshop.session", "here");
};
const codeOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "no problem",
    (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
  );

describe("a page that opens", () => {
  it("asks nothing where nobody ever signed in", async () => {
    const calls = stubNetwork(() => signedIn("a"));
    const session = new Session();
    await session.resume();
    expect(calls).toEqual([]);
    expect(session.getState()).toMatchObject({ status: "signed-out", endedBy: undefined });
    expect(await codeOf(session.accessToken())).toBe("TOKEN_MISSING");
  });

  it("takes up the session of the cookie with a call that outlives the page", async () => {
    wasHere();
    const calls = stubNetwork(() => signedIn("a"));
    const session = new Session();
    await session.resume();
    expect(calls).toMatchObject([{ method: "POST", path: REFRESH, keepalive: true }]);
    expect(session.getState()).toMatchObject({ status: "signed-in", account: ANA });
    expect(await session.accessToken()).toBe("a");
    expect(JSON.stringify(localStorage)).not.toContain('"a"');
  });

  it.each([
    ["TOKEN_MISSING", "expired"],
    ["TOKEN_INVALID", "expired"],
    ["SESSION_REVOKED", "revoked"],
  ])("is signed out by %s, and does not ask again next time", async (code, endedBy) => {
    wasHere();
    const calls = stubNetwork(() => refusal(401, code));
    const session = new Session();
    await session.resume();
    expect(session.getState()).toMatchObject({ status: "signed-out", endedBy });
    await new Session().resume();
    expect(calls).toHaveLength(1);
  });

  it("is not signed out by an outage: it stays unknown, says why, and goes on trying", async () => {
    wasHere();
    const answers = [() => Promise.reject(new TypeError("failed")), () => refusal(503, "DEPENDENCY_UNAVAILABLE")];
    const calls = stubNetwork(() => answers.shift()?.() ?? signedIn("a"));
    const session = new Session();
    const resumed = session.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(session.getState()).toMatchObject({ status: "unknown", problem: { code: "OFFLINE" } });
    await vi.advanceTimersByTimeAsync(1_500);
    expect(session.getState()).toMatchObject({ status: "unknown", problem: { code: "DEPENDENCY_UNAVAILABLE" } });
    await vi.advanceTimersByTimeAsync(2_000);
    await resumed;
    expect(session.getState().status).toBe("signed-in");
    expect(calls).toHaveLength(3);
  });

  it("tries again at once when the browser comes online", async () => {
    wasHere();
    const lost = (): Promise<Response> => Promise.reject(new TypeError("failed"));
    const answers = [lost, lost];
    const calls = stubNetwork(() => answers.shift()?.() ?? signedIn("a"));
    const session = new Session();
    const resumed = session.resume();
    await vi.advanceTimersByTimeAsync(3_100);
    expect(calls).toHaveLength(2);
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(0);
    await resumed;
    expect(session.getState().status).toBe("signed-in");
  });

  it("says why a shop that is closed cannot be entered, without asking for ever", async () => {
    wasHere();
    const calls = stubNetwork(() => refusal(403, "TENANT_SUSPENDED"));
    const session = new Session();
    await session.resume();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(session.getState()).toMatchObject({ status: "unknown", problem: { code: "TENANT_SUSPENDED" } });
    expect(calls).toHaveLength(1);
  });
});

describe("a reload during a refresh", () => {
  it("leaves a note without a token while the refresh is under way", async () => {
    wasHere();
    const answer = deferred<Response>();
    stubNetwork(() => answer.promise);
    const resumed = new Session().resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(localStorage.getItem("petshop.refreshing")).toBe("1000000000000");
    answer.resolve(signedIn("a"));
    await resumed;
    expect(localStorage.getItem("petshop.refreshing")).toBeNull();
  });

  it("keeps the note when the page that goes loses the call: its answer still sets the cookie", async () => {
    wasHere();
    const answers = [() => Promise.reject(new TypeError("the page was left"))];
    const calls = stubNetwork(() => answers.shift()?.() ?? signedIn("a"));
    await codeOf(new Session().accessToken());
    const resumed = new Session().resume();
    await vi.advanceTimersByTimeAsync(1_499);
    expect(calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await resumed;
    expect(calls).toHaveLength(2);
  });

  it("makes the next page wait until the cookie is settled", async () => {
    wasHere();
    localStorage.setItem("petshop.refreshing", String(Date.now() - 500));
    const calls = stubNetwork(() => signedIn("b"));
    const resumed = new Session().resume();
    await vi.advanceTimersByTimeAsync(999);
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await resumed;
    expect(calls).toHaveLength(1);
  });

  it("waits no longer than until another page clears the note", async () => {
    wasHere();
    localStorage.setItem("petshop.refreshing", String(Date.now()));
    const calls = stubNetwork(() => signedIn("b"));
    const resumed = new Session().resume();
    await vi.advanceTimersByTimeAsync(0);
    window.dispatchEvent(new StorageEvent("storage", { key: "petshop.refreshing", newValue: null }));
    await resumed;
    expect(calls).toHaveLength(1);
  });

  it.each([
    ["an old note", -60_000],
    ["a note from the future, after the clock was set back", 60_000],
  ])("does not wait for %s", async (_, offset) => {
    wasHere();
    localStorage.setItem("petshop.refreshing", String(Date.now() + offset));
    stubNetwork(() => signedIn("b"));
    const session = new Session();
    await session.resume();
    expect(session.getState().status).toBe("signed-in");
  });
});

describe("one refresh at a time", () => {
  it("serves everybody who waits in this tab", async () => {
    wasHere();
    const calls = stubNetwork(() => signedIn("a"));
    const session = new Session();
    expect(await Promise.all([session.accessToken(), session.accessToken(), session.resume()])).toEqual([
      "a",
      "a",
      undefined,
    ]);
    expect(calls).toHaveLength(1);
  });

  it("serves the other tabs too: one that waited for the lock uses the token it was handed", async () => {
    wasHere();
    const answer = deferred<Response>();
    const calls = stubNetwork(() => answer.promise);
    const [first, second] = [new Session(), new Session()];
    const both = Promise.all([first.accessToken(), second.accessToken()]);
    await vi.advanceTimersByTimeAsync(10);
    answer.resolve(signedIn("a"));
    await vi.advanceTimersByTimeAsync(300);
    expect(await both).toEqual(["a", "a"]);
    expect(calls).toHaveLength(1);
    expect(second.getState().account).toEqual(ANA);
  });

  it("still holds in one tab where the browser has neither locks nor channels", async () => {
    vi.stubGlobal("navigator", Object.create(navigator, { locks: { value: undefined } }));
    vi.stubGlobal("BroadcastChannel", undefined);
    wasHere();
    const answer = deferred<Response>();
    const calls = stubNetwork(({ path }) => (path === REFRESH ? answer.promise : signedIn("b")));
    const session = new Session();
    const both = Promise.all([session.resume(), session.signIn({ email: "ana@petfeliz.com", password: "x" })]);
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toHaveLength(1);
    answer.resolve(signedIn("a"));
    await both;
    expect(calls.map(({ path }) => path)).toEqual([REFRESH, "/api/v1/auth/login"]);
    expect(await session.accessToken()).toBe("b");
  });

  it("goes on when the tab that held the lock got nothing", async () => {
    wasHere();
    const answers = [() => Promise.reject(new TypeError("failed"))];
    const calls = stubNetwork(() => answers.shift()?.() ?? signedIn("a"));
    const [first, second] = [new Session(), new Session()];
    const codes = Promise.all([codeOf(first.accessToken()), second.accessToken()]);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(await codes).toEqual(["OFFLINE", "a"]);
    expect(calls).toHaveLength(2);
    expect(await first.accessToken()).toBe("a");
    expect(calls).toHaveLength(2);
  });
});

describe("signing in and out", () => {
  it("reaches all tabs", async () => {
    stubNetwork(({ path }) => (path.endsWith("/logout") ? new Response(null, { status: 204 }) : signedIn("a")));
    const [first, second] = [new Session(), new Session()];
    await second.resume();
    // A tab hears of others from its first call on.
    await first.signIn({ email: "ana@petfeliz.com", password: "x" });
    await vi.advanceTimersByTimeAsync(0);
    expect(second.getState()).toMatchObject({ status: "signed-in", account: ANA });
    await second.signOut();
    await vi.advanceTimersByTimeAsync(0);
    expect(first.getState()).toMatchObject({ status: "signed-out", endedBy: "user" });
    expect(localStorage.getItem("petshop.session")).toBeNull();
  });

  it("passes a refusal on, and stays signed out", async () => {
    stubNetwork(() => refusal(401, "INVALID_CREDENTIALS"));
    const session = new Session();
    expect(await codeOf(session.signIn({ email: "ana@petfeliz.com", password: "x" }))).toBe("INVALID_CREDENTIALS");
    expect(localStorage.getItem("petshop.session")).toBeNull();
  });

  it("takes a one-time code for a session, and gives one", async () => {
    const calls = stubNetwork(({ path }) =>
      path.endsWith("/exchange") ? signedIn("a") : json({ code: "c-2", expires_in: 60, subdomain: "petfeliz" }),
    );
    const session = new Session();
    expect(await session.signInWithCode("c-1")).toEqual(ANA);
    expect(await session.handOff()).toMatchObject({ code: "c-2", subdomain: "petfeliz" });
    expect(calls[0]).toMatchObject({ path: "/api/v1/auth/handoff/exchange", body: { code: "c-1" } });
    expect(calls[1]?.headers.get("Authorization")).toBe("Bearer a");
  });

  it("shows another tab's account when somebody else signs in there", async () => {
    const answers = [signedIn("a"), signedIn("b", 900, BIA)];
    stubNetwork(() => answers.shift() ?? refusal(500, "INTERNAL_ERROR"));
    const [first, second] = [new Session(), new Session()];
    await first.signIn({ email: "ana@petfeliz.com", password: "x" });
    await second.signIn({ email: "bia@petfeliz.com", password: "x" });
    await vi.advanceTimersByTimeAsync(0);
    expect(first.getState().account).toEqual(BIA);
    expect(await first.accessToken()).toBe("b");
  });

  it("does not end the session that another tab just began", async () => {
    const login = deferred<Response>();
    const answers = [() => signedIn("a"), () => login.promise];
    const calls = stubNetwork(() => answers.shift()?.() ?? new Response(null, { status: 204 }));
    const [first, second] = [new Session(), new Session()];
    await first.signIn({ email: "ana@petfeliz.com", password: "x" });
    const both = Promise.all([second.signIn({ email: "bia@petfeliz.com", password: "x" }), first.signOut()]);
    await vi.advanceTimersByTimeAsync(0);
    login.resolve(signedIn("b", 900, BIA));
    await both;
    await vi.advanceTimersByTimeAsync(0);
    expect(calls.map(({ path }) => path.split("/").pop())).toEqual(["login", "login"]);
    expect([first, second].map((session) => session.getState().account)).toEqual([BIA, BIA]);
    expect(localStorage.getItem("petshop.session")).toBe("here");
  });

  it("drops a refresh that answers for the account before, where no lock keeps them apart", async () => {
    vi.stubGlobal("navigator", Object.create(navigator, { locks: { value: undefined } }));
    const refresh = deferred<Response>();
    const answers = [signedIn("a"), signedIn("b", 900, BIA)];
    stubNetwork(({ path }) => (path === REFRESH ? refresh.promise : (answers.shift() ?? expect.fail())));
    const [first, second] = [new Session(), new Session()];
    await first.signIn({ email: "ana@petfeliz.com", password: "x" });
    const replaced = first.replace("a");
    await vi.advanceTimersByTimeAsync(0);
    await second.signIn({ email: "bia@petfeliz.com", password: "x" });
    await vi.advanceTimersByTimeAsync(0);
    refresh.resolve(signedIn("a-2"));
    expect(await replaced).toBe("b");
    expect(first.getState().account).toEqual(BIA);
  });

  it("is out at once without a network, and tells the server at the next page", async () => {
    const answers = [() => signedIn("a"), () => Promise.reject(new TypeError("failed"))];
    const calls = stubNetwork(() => answers.shift()?.() ?? new Response(null, { status: 204 }));
    const session = new Session();
    await session.signIn({ email: "ana@petfeliz.com", password: "x" });
    await session.signOut();
    expect(session.getState().status).toBe("signed-out");
    const next = new Session();
    await next.resume();
    expect(next.getState()).toMatchObject({ status: "signed-out", endedBy: undefined });
    expect(calls.map(({ path }) => path.split("/").pop())).toEqual(["login", "logout", "logout"]);
    expect(localStorage.getItem("petshop.session")).toBeNull();
  });

  it("is not undone by a refresh that answers afterwards", async () => {
    wasHere();
    const answer = deferred<Response>();
    const calls = stubNetwork(({ path }) => (path === REFRESH ? answer.promise : new Response(null, { status: 204 })));
    const session = new Session();
    const resumed = session.resume();
    await vi.advanceTimersByTimeAsync(0);
    const out = session.signOut();
    await vi.advanceTimersByTimeAsync(0);
    // A logout with the cookie that the refresh is about to replace would end nothing.
    expect(calls).toHaveLength(1);
    answer.resolve(signedIn("a"));
    await Promise.all([resumed, out]);
    expect(session.getState()).toMatchObject({ status: "signed-out", endedBy: "user" });
    expect(calls.map(({ path }) => path.split("/").pop())).toEqual(["refresh", "logout"]);
  });
});

describe("the access token", () => {
  async function signedInSession(...tokens: Response[]): Promise<[Session, ReturnType<typeof stubNetwork>]> {
    const calls = stubNetwork(() => tokens.shift() ?? refusal(500, "INTERNAL_ERROR"));
    const session = new Session();
    await session.signIn({ email: "ana@petfeliz.com", password: "x" });
    return [session, calls];
  }

  it("is renewed a minute before its end while the page is looked at", async () => {
    const [session, calls] = await signedInSession(signedIn("a"), signedIn("b"));
    await vi.advanceTimersByTimeAsync(839_000);
    expect(calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls).toHaveLength(2);
    expect(await session.accessToken()).toBe("b");
  });

  it("is left alone behind another tab, and renewed when the page comes back into view", async () => {
    const [, calls] = await signedInSession(signedIn("a"), signedIn("b"));
    const look = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(calls).toHaveLength(1);
    look.mockReturnValue("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toHaveLength(2);
  });

  it("is asked for again after a failed renewal, and the account stays", async () => {
    const [session, calls] = await signedInSession(
      signedIn("a"),
      refusal(502, "DEPENDENCY_UNAVAILABLE"),
      signedIn("b"),
    );
    await vi.advanceTimersByTimeAsync(840_000);
    expect(session.getState().status).toBe("signed-in");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(calls).toHaveLength(3);
    expect(await session.accessToken()).toBe("b");
  });

  it("is good for 30 s at least, or is another one", async () => {
    const [session] = await signedInSession(signedIn("a", 31), signedIn("b", 900));
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    expect(await session.accessToken()).toBe("a");
    vi.setSystemTime(Date.now() + 2_000);
    expect(await session.accessToken()).toBe("b");
  });

  it("ends the session in every tab when the server calls it revoked, unless it is an old one", async () => {
    const [session] = await signedInSession(signedIn("a"));
    session.revoked("older");
    expect(session.getState().status).toBe("signed-in");
    session.revoked("a");
    expect(session.getState()).toMatchObject({ status: "signed-out", endedBy: "revoked" });
  });

  it("says why it ended, whatever another tab does afterwards", async () => {
    const [first] = await signedInSession(signedIn("a"), signedIn("b"));
    const second = new Session();
    await second.signIn({ email: "ana@petfeliz.com", password: "x" });
    first.revoked("a");
    await second.signOut();
    await vi.advanceTimersByTimeAsync(0);
    expect(first.getState()).toMatchObject({ status: "signed-out", endedBy: "revoked" });
  });
});
