// Shows the offline page when a page cannot be reached, and keeps a form on its page when it cannot be sent.
// Keeps nothing else: pages, prices and carts always come from the shop. Shows what the shop notifies of.
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

self.addEventListener("push", (event) => {
  const { title, text, path, tag } = read(event.data);
  // Something must be shown for every message: a browser ends the subscription of one that is silent.
  const shown = { body: text, tag, icon: "/icon-192.png", data: { path: ownPath(path) } };
  event.waitUntil(self.registration.showNotification(title || "Edgemart", shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(ownPath(event.notification.data?.path)));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(renew(event));
});

function read(data) {
  try {
    return Object(data.json());
  } catch {
    return {};
  }
}

// Of the shop, whatever was sent.
function ownPath(path) {
  const { origin } = self.location;
  const isOwn = typeof path === "string" && path.startsWith("/") && URL.canParse(path, origin);
  return isOwn && new URL(path, origin).origin === origin ? path : "/";
}

async function open(path) {
  const [page] = await self.clients.matchAll({ type: "window" });
  try {
    await (await page.navigate(path)).focus();
  } catch {
    await self.clients.openWindow(path);
  }
}

async function renew({ oldSubscription, newSubscription }) {
  const { options } = newSubscription ?? oldSubscription ?? {};
  if (!options) return;
  const made = newSubscription ?? (await self.registration.pushManager.subscribe(options));
  const { endpoint, keys } = made.toJSON();
  // Renews the session where it can be: without one there is no one to notify.
  await fetch("/api/me");
  await fetch("/api/account/push", {
    method: "POST",
    headers: { accept: "application/json", "x-bff": "1" },
    body: new URLSearchParams({ act: "add", endpoint, p256dh: keys.p256dh, auth: keys.auth }),
  });
}
