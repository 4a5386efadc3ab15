/** Who is asking, as this door may believe it: what the edge wrote, or what the storefront says of its own visitor. */
import { addressPrefix, readPrefix, UNKNOWN_PREFIX } from "@edgemart/contracts/client-address";
import { HEADER } from "@edgemart/contracts/headers";

// Requests that came through `StorefrontDoor`. Held weakly: an entry lives as long as its request.
const fromStorefront = new WeakSet<Request>();

/** Notes that a request came through the storefront's entrypoint, which no one else can reach. */
export function markStorefront(request: Request): Request {
  fromStorefront.add(request);
  return request;
}

/**
 * Gives the address prefix that limits count by; null when it is not known.
 *
 * At the public door it is the edge's word alone. Over a binding no documentation promises that header: the storefront
 * folds the address it saw at its own door and says so in a header of ours (operations 6).
 */
export function prefixOf(request: Request): string | null {
  const { headers } = request;
  if (fromStorefront.has(request)) return readPrefix(headers.get(HEADER.clientPrefix));
  const prefix = addressPrefix(headers.get(HEADER.clientAddress));
  return prefix === UNKNOWN_PREFIX ? null : prefix;
}

/** Gives the ISO 3166-1 code of the country the request came from; null when it is not known. */
export function countryOf(request: Request): string | null {
  const name = fromStorefront.has(request) ? HEADER.clientCountry : HEADER.edgeCountry;
  const country = request.headers.get(name);
  return country !== null && /^[A-Z]{2}$/.test(country) ? country : null;
}
