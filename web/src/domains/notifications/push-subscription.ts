/** This browser's subscription to its push service: asked for by a press of a button, with the shop's key. */

/** What the shop has to know of it; or why there is none. */
export type Subscribed =
  | { endpoint: string; p256dh: string; auth: string }
  | { refused: "denied" | "failed" };

/** Asks for permission and subscribes. A subscription of another key, or of another member, is replaced. */
export async function subscribe(publicKey: string): Promise<Subscribed> {
  try {
    const permission = await Notification.requestPermission();
    if (permission !== "granted") return { refused: "denied" };
    await navigator.serviceWorker.register("/sw.js");
    const { pushManager } = await navigator.serviceWorker.ready;
    await (await pushManager.getSubscription())?.unsubscribe();
    const options = { userVisibleOnly: true, applicationServerKey: publicKey };
    const { endpoint, keys } = (await pushManager.subscribe(options)).toJSON();
    if (!endpoint || !keys?.p256dh || !keys.auth) return { refused: "failed" };
    return { endpoint, p256dh: keys.p256dh, auth: keys.auth };
  } catch {
    // Its push service cannot be reached, or a setting forbids it.
    return { refused: "failed" };
  }
}

/** As the shop lists it: SHA-256, base64url. */
export async function digestOf(endpoint: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  const text = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** On an iPhone or iPad only a web app of the Home Screen may notify. */
export function isHomeScreenNeeded(): boolean {
  return "standalone" in navigator && navigator.standalone === false && isTouchApple();
}

function isTouchApple(): boolean {
  return /iPhone|iPad|iPod/.test(navigator.userAgent) || navigator.maxTouchPoints > 1;
}
