/** HSTS of every door: one year for this host alone, and only over https. Pure. @see operations 5, RFC 6797 §7.2 */

/** Value of `Strict-Transport-Security`. */
export const TRANSPORT_SECURITY = "max-age=31536000";

/** Sets the header on an answer that travels over https and lacks it. @param url address of the request */
export function secureTransport(headers: Headers, url: string): void {
  if (!url.startsWith("https:")) return;
  if (headers.get("strict-transport-security") === TRANSPORT_SECURITY) return;
  headers.set("strict-transport-security", TRANSPORT_SECURITY);
}

/** Gives the answer with the header: itself where nothing is missing, else a copy, because a fetched one cannot be set. */
export function securedTransport(response: Response, url: string): Response {
  if (isSecured(response.headers, url)) return response;
  const copy = new Response(response.body, response);
  secureTransport(copy.headers, url);
  return copy;
}

/** Tells whether an answer says all that `secureTransport` would set. */
export function isSecured(headers: Headers, url: string): boolean {
  return (
    !url.startsWith("https:") || headers.get("strict-transport-security") === TRANSPORT_SECURITY
  );
}
