import { expect, it } from "vitest";
import { afterRefusal, nextAttempt } from "./attempt";

const newKeys = (): (() => string) => {
  let count = 0;
  return () => `key-${(count += 1)}`;
};

it("keeps the key while nobody knows whether the first send arrived, even when the text has changed", () => {
  const newKey = newKeys();
  const first = nextAttempt(undefined, "a", newKey);
  for (const problem of [
    { status: 0, code: "OFFLINE" },
    { status: 503, code: "DEPENDENCY_UNAVAILABLE" },
    { status: 429, code: "RATE_LIMITED" },
    { status: 409, code: "REQUEST_IN_PROGRESS" },
    { status: 200, code: "BAD_ANSWER" },
  ]) {
    const left = afterRefusal(first, problem);
    expect(nextAttempt(left, "a", newKey).key).toBe("key-1");
    expect(nextAttempt(left, "b", newKey).key).toBe("key-1");
  }
});

it("takes a new key once the server has refused", () => {
  const newKey = newKeys();
  const first = nextAttempt(undefined, "a", newKey);
  for (const code of ["VALIDATION_ERROR", "IDEMPOTENCY_KEY_REUSED"]) {
    expect(nextAttempt(afterRefusal(first, { status: 422, code }), "a", newKey).key).not.toBe("key-1");
  }
});
