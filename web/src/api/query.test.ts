import { expect, it, vi } from "vitest";
import { ANA, signedIn, stubNetwork } from "@/testing/browser";
import { session } from "@/session";
import { ApiProblem, offlineProblem } from "./problem";
import { createQueryClient, pauseBefore, shouldRetry } from "./query";

const problem = (status: number, retryAfterS?: number): ApiProblem =>
  new ApiProblem({ status, code: "X", retryAfterS });

it.each([429, 502, 503, 504])("asks again after %i, three times at most", (status) => {
  expect([0, 1, 2, 3].map((failures) => shouldRetry(failures, problem(status)))).toEqual([true, true, true, false]);
});

it.each([400, 401, 403, 404, 409, 422, 500])("does not ask again after %i", (status) => {
  expect(shouldRetry(0, problem(status))).toBe(false);
});

it("does not repeat a defect of ours", () => {
  expect(shouldRetry(0, new TypeError("x is undefined"))).toBe(false);
});

it("asks again after a lost call, but not in a browser that knows it is offline", () => {
  expect(shouldRetry(0, offlineProblem())).toBe(true);
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  expect(shouldRetry(0, offlineProblem())).toBe(false);
});

it("waits as long as the server asks, or does not wait at all", () => {
  expect(pauseBefore(0, problem(429, 7))).toBe(7_000);
  expect(shouldRetry(0, problem(429, 31))).toBe(false);
  expect([0, 1, 2].map((failures) => pauseBefore(failures, problem(503)))).toEqual([1_000, 2_000, 4_000]);
});

it("shows a refusal by the network as such, instead of loading for ever", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const client = createQueryClient();
  const asked = client.query({ queryKey: ["x"], queryFn: () => Promise.reject(offlineProblem()) });
  await expect(asked).rejects.toMatchObject({ code: "OFFLINE" });
});

it("forgets what it read when somebody else signs in, and keeps it for the same account", async () => {
  const bia = { ...ANA, user: { ...ANA.user, id: "u-2" } };
  const answers = [signedIn("a"), signedIn("b"), signedIn("c", 900, bia)];
  stubNetwork(() => answers.shift() ?? expect.fail("asked too often"));
  const client = createQueryClient();
  const enter = (): Promise<unknown> => session.signIn({ email: "ana@petfeliz.com", password: "x" });
  await enter();
  client.setQueryData(["clientes"], ["João"]);
  await enter();
  expect(client.getQueryData(["clientes"])).toEqual(["João"]);
  await enter();
  expect(client.getQueryData(["clientes"])).toBeUndefined();
});
