/** Tells the shop's own unsafe requests from forged ones. Pure. @see specs/auth.md item 73 */

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/**
 * Tells whether a request may change something.
 *
 * Fetch Metadata decides; without it the `Origin` must be the shop's; without both it is refused. A body that is not
 * an HTML form's also needs `x-bff: 1`, which no cross-origin page can send without a preflight.
 *
 * @param shopOrigin configured, never taken from the request
 */
export function isOwnRequest(request: Request, shopOrigin: string): boolean {
  if (SAFE.has(request.method)) return true;
  if (!comesFromShop(request.headers, shopOrigin)) return false;
  const form = FORM.test(request.headers.get("content-type") ?? "");
  return form || request.headers.get("x-bff") === "1";
}

function comesFromShop(headers: Headers, shopOrigin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site === "same-origin") return true;
  if (site === "none") return headers.get("sec-fetch-mode") === "navigate";
  if (site !== null) return false;
  return headers.get("origin") === shopOrigin;
}
