import { describe, expect, it, vi } from "vitest";
import { apexUrl, baseDomain, place, shopUrl, subdomain } from "./site";

function visit(url: string, configured?: string): void {
  vi.stubGlobal("location", new URL(url));
  vi.stubGlobal("petshopSite", configured === undefined ? undefined : { baseDomain: configured });
}

describe("with the gateway's /site.js", () => {
  it.each([
    ["https://petshop.com.br/", "apex", undefined],
    ["https://petfeliz.petshop.com.br/", "shop", "petfeliz"],
    ["https://www.petshop.com.br/", "apex", undefined],
    ["https://a.b.petshop.com.br/", "apex", undefined],
    ["https://notpetshop.com.br/", "apex", undefined],
    ["http://127.0.0.1:8080/", "apex", undefined],
  ])("%s is the %s", (url, where, label) => {
    visit(url, "petshop.com.br");
    expect([place(), subdomain()]).toEqual([where, label]);
  });

  it("writes addresses with the protocol and the port of the page", () => {
    visit("http://petfeliz.localhost:8080/tutores", "localhost");
    expect(shopUrl("bichos", "/entrar#codigo=x")).toBe("http://bichos.localhost:8080/entrar#codigo=x");
    expect(apexUrl("/cadastro")).toBe("http://localhost:8080/cadastro");
    visit("https://petshop.com.br/", "petshop.com.br");
    expect(shopUrl("bichos")).toBe("https://bichos.petshop.com.br/");
  });
});

describe("without /site.js", () => {
  it.each([
    ["http://petfeliz.localhost:3000/", "localhost", "shop"],
    ["http://localhost:3000/", "localhost", "apex"],
    ["https://petshop.com.br/", "petshop.com.br", "apex"],
  ])("%s lies below %s", (url, base, where) => {
    visit(url);
    expect([baseDomain(), place()]).toEqual([base, where]);
  });
});
