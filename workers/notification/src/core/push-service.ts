/** Push services that are written to, and none else: an endpoint is an address that a stranger may have chosen. Pure. @see specs/notifications.md 31 */

/** Hosts of push services, and what people call their browsers. A dot before a name: any host below it. */
const SERVICES: readonly (readonly [string, string])[] = [
  ["fcm.googleapis.com", "Chrome"],
  ["jmt17.google.com", "Chrome"],
  ["updates.push.services.mozilla.com", "Firefox"],
  [".push.apple.com", "Safari"],
  [".notify.windows.com", "Edge"],
];

const ENDPOINT_CHARS_MAX = 2_048;

/** Names the browsers of an endpoint's push service; null for an address that is never written to. */
export function pushServiceOf(endpoint: string): string | null {
  if (endpoint.length > ENDPOINT_CHARS_MAX || !URL.canParse(endpoint)) return null;
  const { href, protocol, port, username, password, hostname, hash } = new URL(endpoint);
  // In its one spelling: what is read another way elsewhere is no endpoint of a browser.
  if (href !== endpoint || protocol !== "https:" || port !== "") return null;
  if (username !== "" || password !== "" || hash !== "") return null;
  const known = SERVICES.find(([host]) =>
    host.startsWith(".") ? hostname.endsWith(host) : hostname === host,
  );
  return known?.[1] ?? null;
}
