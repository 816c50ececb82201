import { afterEach, expect, test } from "vitest";
import { takeCode } from "./code";

afterEach(() => {
  window.history.replaceState(null, "", "/");
});

test("the code leaves the address, and the router's memory of it, at once", () => {
  window.history.replaceState({ url: "/entrar", as: "/entrar?a=1#codigo=x%2By" }, "", "/entrar?a=1#codigo=x%2By");
  expect(takeCode()).toBe("x+y");
  expect(window.location.href).toMatch(/\/entrar\?a=1$/);
  expect(window.history.state).toEqual({ url: "/entrar", as: "/entrar?a=1" });
  expect(takeCode()).toBeUndefined();
});

test.each(["", "#conteudo", "#codigo=", "#codigo=%E0%A4%A"])("no code in %j", (hash) => {
  window.history.replaceState(null, "", `/entrar${hash}`);
  expect(takeCode()).toBeUndefined();
});
