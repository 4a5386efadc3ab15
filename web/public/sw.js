// Shows the offline page when a page cannot be reached, and keeps a form on its page when it cannot be sent.
// Keeps nothing else: pages, prices and carts always come from the shop.
const CACHE = "offline-2";
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
  if (event.request.mode !== "navigate") return;
  if (event.request.method === "GET") event.respondWith(answer(event));
  // Only the shop's own forms: passed on from here, a foreign one could look like ours.
  else if (event.request.referrer.startsWith(`${self.location.origin}/`))
    event.respondWith(send(event.request));
});

async function send(request) {
  try {
    return await fetch(request);
  } catch {
    for (const client of await self.clients.matchAll({ type: "window" })) {
      if (client.url.split("#")[0] === request.referrer) client.postMessage("unsent");
    }
    // A navigation to 204 stays where it is, and so does everything that was typed (HTML, "navigate" algorithm).
    return new Response(null, { status: 204 });
  }
}

async function answer(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    const english = new URL(event.request.url).pathname.startsWith("/en");
    return (await caches.match(PAGES[english ? 1 : 0])) ?? Response.error();
  }
}
