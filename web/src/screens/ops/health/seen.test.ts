import { expect, it } from "vitest";
import { withLook } from "./seen";

it("remembers since when a service is as it is, and puts what is bad first", () => {
  const first = withLook([], { auth: "ready", tenant: "ready" }, 1_000);
  expect(first.map(({ since, before }) => [since, before])).toEqual([
    [1_000, undefined],
    [1_000, undefined],
  ]);
  const second = withLook(first, { auth: "ready", tenant: "unreachable" }, 6_000);
  expect(second).toEqual([
    { name: "tenant", state: "unreachable", since: 6_000, before: "ready" },
    { name: "auth", state: "ready", since: 1_000, before: undefined },
  ]);
  const third = withLook(second, { auth: "ready", tenant: "unreachable" }, 11_000);
  expect(third[0]?.since).toBe(6_000);
});

it("forgets a service that is no longer asked", () => {
  const first = withLook([], { auth: "ready", tenant: "ready" }, 1);
  expect(withLook(first, { auth: "ready" }, 2).map(({ name }) => name)).toEqual(["auth"]);
});
