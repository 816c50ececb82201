import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { breachesOf, routeOf, scriptsOf } from "./budget.mjs";

describe("scriptsOf", () => {
  it("counts what a browser of today loads, each once", () => {
    const html = `<link rel="preload" href="/_next/static/b.js" as="script"/><script src="/old.js" nomodule=""></script>
      <script defer src="/_next/static/a.js"></script><script src="/_next/static/a.js"></script>
      <script id="__NEXT_DATA__" type="application/json">{}</script>`;
    expect(scriptsOf(html)).toEqual(["/_next/static/a.js", "/_next/static/b.js"]);
  });
});

describe("breachesOf", () => {
  it("finds nothing in a page as Next makes it", () => {
    const html = `<html><link rel="stylesheet" href="/_next/static/x.css"><img src="/a.svg" alt="a > b">
      <p title="style=x">a style="b" in a text</p><script src="/a.js"></script>
      <script id="__NEXT_DATA__" type="application/json">{"a":"<b style=\\"x\\">"}</script>`;
    expect(breachesOf(html.replace(/<b /, "\\u003cb "))).toEqual([]);
  });

  it.each([
    ["<script>go()</script>", "a script within the page"],
    ['<script type="module">go()</script>', "a script within the page"],
    ["<style>p{}</style>", "a <style> within the page"],
    ['<p style="color:red">', "a style attribute: <p style="],
    ['<script src="https://cdn.example/a.js"></script>', "loads from another host: https://cdn.example/a.js"],
    ['<link rel="stylesheet" href="//fonts.example/a.css">', "loads from another host: //fonts.example/a.css"],
    ["<img src='http://example.com/a.png'>", "loads from another host: http://example.com/a.png"],
  ])("finds %s", (html, breach) => {
    expect(breachesOf(html)).toEqual([breach]);
  });
});

it.each([
  ["pt-BR.html", "/"],
  ["en.html", "/en"],
  ["pt-BR/cadastro.html", "/cadastro"],
  ["en/cadastro/andamento.html", "/en/cadastro/andamento"],
  ["en/index.html", "/en"],
  ["404.html", "/404"],
])("%s is the page %s", (file, route) => {
  expect(routeOf(file)).toBe(route);
});

describe("the command", () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "budget-"));
    for (const name of [".next/server/pages/pt-BR", ".next/static", "public"]) {
      mkdirSync(join(folder, name), { recursive: true });
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function run(file, scriptBytes, html = '<script src="/site.js"></script><script src="/_next/static/a.js"></script>') {
    // Random bytes do not compress.
    writeFileSync(join(folder, ".next/static/a.js"), randomBytes(scriptBytes));
    writeFileSync(join(folder, ".next/server/pages", file), html);
    try {
      const options = { encoding: "utf8", stdio: "pipe" };
      return [
        0,
        execFileSync(process.execPath, [join(import.meta.dirname, "budget.mjs"), join(folder, ".next")], options),
      ];
    } catch (error) {
      return [error.status, error.stdout + error.stderr];
    }
  }

  it("passes pages within their budget", () => {
    expect(run("pt-BR/cadastro.html", 229_000)).toEqual([0, expect.stringContaining("/cadastro")]);
    expect(run("pt-BR.html", 179_000)[0]).toBe(0);
  });

  it("fails a heavy page, a landing sooner than others", () => {
    expect(run("pt-BR/cadastro.html", 231_000)).toEqual([1, expect.stringContaining("over 230 kB")]);
    rmSync(join(folder, ".next/server/pages/pt-BR/cadastro.html"));
    expect(run("pt-BR.html", 181_000)).toEqual([1, expect.stringContaining("over 180 kB")]);
  });

  it("fails what would be blocked, what is missing, and a build that is not there", () => {
    expect(run("404.html", 10, "<script>go()</script>")[0]).toBe(1);
    expect(run("404.html", 10, '<script src="/_next/static/gone.js"></script>')[1]).toContain("gone.js");
    rmSync(join(folder, ".next/server/pages/404.html"));
    rmSync(join(folder, ".next/server/pages"), { recursive: true });
    mkdirSync(join(folder, ".next/server/pages"));
    expect(run("../none.html", 10)[0]).toBe(1);
  });
});
