// `node tools/budget.mjs [.next]`: what each prerendered page loads before it works, and whether it can run under
// the gateway's policy. Ends with 1 when a page is too heavy or would be blocked.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const KB = 1000;
/** For all pages, and for those that a stranger sees first. */
export const BUDGET = 230 * KB;
export const LANDING_BUDGET = 180 * KB;
const LANDINGS = new Set(["/", "/en"]);
// The gateway answers it with a line of text.
const FROM_GATEWAY = new Set(["/site.js"]);

/** Addresses of the scripts of a page that a browser of today loads at once, each once. */
export function scriptsOf(html) {
  const tags = tagsOf(html, "script").filter((tag) => tag.src !== undefined && tag.nomodule === undefined);
  const preloads = tagsOf(html, "link").filter((tag) => tag.rel === "preload" && tag.as === "script");
  return [...new Set([...tags.map((tag) => tag.src), ...preloads.map((tag) => tag.href)])];
}

/** What the policy would block, or what would call somebody else. */
export function breachesOf(html) {
  const inline = tagsOf(html, "script").filter((tag) => tag.src === undefined && tag.type !== "application/json");
  const styled = [...html.matchAll(/<(?!script\b)[a-z][^<>]*\sstyle\s*=/gi)];
  const away = ["script", "link", "img"]
    .flatMap((name) => tagsOf(html, name).flatMap((tag) => [tag.src, tag.href]))
    .filter((url) => url !== undefined && /^(https?:)?\/\//i.test(url));
  return [
    ...inline.map(() => "a script within the page"),
    ...tagsOf(html, "style").map(() => "a <style> within the page"),
    ...styled.map(([tag]) => `a style attribute: ${tag.slice(0, 60)}`),
    ...away.map((url) => `loads from another host: ${url}`),
  ];
}

/** The address of a page's file below `pages`: the default language has no prefix. */
export function routeOf(file) {
  const route = `/${file.replace(/\.html$/, "").replace(/^pt-BR(\/|$)/, "")}`;
  return route.replace(/\/index$/, "") || "/";
}

function tagsOf(html, name) {
  const tags = html.matchAll(new RegExp(`<${name}\\b((?:"[^"]*"|'[^']*'|[^>"'])*)>`, "gi"));
  return [...tags].map(([, text]) => attributesOf(text));
}

function attributesOf(text) {
  const found = text.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g);
  return Object.fromEntries([...found].map(([, name, ...values]) => [name.toLowerCase(), values.find(Boolean) ?? ""]));
}

// nginx sends what was compressed beforehand, at the highest level (deploy/web.py).
function compressedSize(build, url) {
  if (FROM_GATEWAY.has(url)) return 0;
  const path = decodeURIComponent(new URL(url, "http://page").pathname);
  const file = path.startsWith("/_next/")
    ? join(build, path.slice("/_next/".length))
    : join(dirname(build), "public", path);
  if (!existsSync(file)) throw new Error(`${url} is no file of the build`);
  return gzipSync(readFileSync(file), { level: 9 }).length;
}

function pagesOf(build) {
  const folder = join(build, "server", "pages");
  if (!existsSync(folder)) throw new Error(`${folder} does not exist: build first`);
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
  if (files.length === 0) throw new Error(`${folder} holds no prerendered page`);
  return files.sort().map((file) => ({ route: routeOf(file), html: readFileSync(join(folder, file), "utf8") }));
}

function main(build) {
  let bad = 0;
  for (const { route, html } of pagesOf(build)) {
    const size = scriptsOf(html).reduce((sum, url) => sum + compressedSize(build, url), 0);
    const budget = LANDINGS.has(route) ? LANDING_BUDGET : BUDGET;
    const faults = [...(size > budget ? [`over ${budget / KB} kB`] : []), ...breachesOf(html)];
    console.log(`${(size / KB).toFixed(1).padStart(7)} kB  ${route.padEnd(32)} ${faults.join("; ")}`.trimEnd());
    bad += faults.length;
  }
  return bad === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.exitCode = main(process.argv[2] ?? ".next");
