// The board opens without a network: its page and its scripts are kept on this device, never an answer of the API.
// What the board then shows is the last day that was seen (src/storage/lastDay.ts), which sign-out takes away.
"use strict";

const KEPT = "petshop-board-1";
const PAGES = ["/hoje", "/en/hoje"];
// A few builds' worth: older scripts make room.
const MOST_FILES = 400;

self.addEventListener("install", () => void self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/_next/static/")) event.respondWith(keptFirst(request));
  else if (isOfBoard(request, url)) event.respondWith(networkFirst(request, url.pathname));
});

function isOfBoard(request, url) {
  const isPage = request.mode === "navigate" && PAGES.includes(url.pathname);
  return isPage || url.pathname === "/site.js" || url.pathname === "/tema.js";
}

/** Files named by their content never change. */
async function keptFirst(request) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await keep(cache, request.url, answer);
  return answer;
}

async function networkFirst(request, key) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await keep(cache, key, answer);
    return answer;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw error;
  }
}

/** A device without room keeps nothing, and works all the same. */
async function keep(cache, key, answer) {
  try {
    await cache.put(key, answer.clone());
    const keys = await cache.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_FILES)).map((old) => cache.delete(old)));
  } catch {
    // Nothing depends on it.
  }
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
}
