// Shows the offline page when a page cannot be reached. Keeps nothing else: pages, prices and carts always come from the shop.
const CACHE = "offline-1";
const PAGES = ["/ko/offline", "/en/offline"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(PAGES)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
      // The browser asks for the page while this script wakes up.
      await self.registration.navigationPreload?.enable();
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate" || event.request.method !== "GET") return;
  event.respondWith(answer(event));
});

async function answer(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    const english = new URL(event.request.url).pathname.startsWith("/en");
    return (await caches.match(PAGES[english ? 1 : 0])) ?? Response.error();
  }
}
