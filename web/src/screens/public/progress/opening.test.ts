import { beforeEach, expect, test, vi } from "vitest";
import { ApiProblem } from "@/api/problem";
import { handOff, signIn } from "@/session";
import { keepSecret, secretOf, typedPassword } from "../signup/secret";
import { openShop } from "./opening";

vi.mock("@/session", () => ({ signIn: vi.fn(), handOff: vi.fn() }));

const SHOP = "http://pet-feliz.localhost/entrar#codigo=abc";

beforeEach(() => {
  vi.mocked(signIn)
    .mockReset()
    .mockResolvedValue({} as Awaited<ReturnType<typeof signIn>>);
  vi.mocked(handOff).mockReset().mockResolvedValue(SHOP);
});

test("who signed up in this tab goes straight in, once, and the password is forgotten", async () => {
  keepSecret({ sagaId: "one", email: "ana@petfeliz.com", password: "banho e tosa" });
  const [first, second] = await Promise.all([openShop("one", "/entrar"), openShop("one", "/entrar")]);
  expect([first, second]).toEqual([SHOP, SHOP]);
  expect(signIn).toHaveBeenCalledExactlyOnceWith({ email: "ana@petfeliz.com", password: "banho e tosa" });
  expect(handOff).toHaveBeenCalledExactlyOnceWith("/entrar");
  expect(typedPassword()).toBe("");
});

test("after a closed tab there is no password to go in with", async () => {
  expect(await openShop("two", "/entrar")).toBeUndefined();
  expect(signIn).not.toHaveBeenCalled();
});

test("the password of one sign-up opens no other", async () => {
  keepSecret({ sagaId: "three", email: "ana@petfeliz.com", password: "banho e tosa" });
  expect(secretOf("four")).toBeUndefined();
  expect(await openShop("four", "/entrar")).toBeUndefined();
  expect(signIn).not.toHaveBeenCalled();
});

test("whatever fails on the way, the shop's own door is left", async () => {
  keepSecret({ sagaId: "five", email: "ana@petfeliz.com", password: "banho e tosa" });
  vi.mocked(handOff).mockRejectedValue(new Error("away"));
  expect(await openShop("five", "/entrar")).toBeUndefined();
  expect(typedPassword()).toBe("");
});

test("a network that is away for a moment is waited for", async () => {
  vi.useFakeTimers();
  keepSecret({ sagaId: "six", email: "ana@petfeliz.com", password: "banho e tosa" });
  vi.mocked(signIn).mockRejectedValueOnce(new ApiProblem({ status: 0, code: "OFFLINE" }));
  const opened = openShop("six", "/entrar");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await opened).toBe(SHOP);
  expect(signIn).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});

test("a refusal is not asked again", async () => {
  keepSecret({ sagaId: "seven", email: "ana@petfeliz.com", password: "banho e tosa" });
  vi.mocked(signIn).mockRejectedValue(new ApiProblem({ status: 401, code: "INVALID_CREDENTIALS" }));
  expect(await openShop("seven", "/entrar")).toBeUndefined();
  expect(signIn).toHaveBeenCalledTimes(1);
});
