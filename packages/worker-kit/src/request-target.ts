/** Where a request is addressed to, as it came. Pure. */

/** A name or an address, and a port (RFC 3986 §3.2.2), without the spellings that no client of ours needs. */
export const HOST = /^(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::\d{0,5})?$/;

/**
 * Tells whether a request names one host, and one that an address can be built with.
 *
 * The runtime joins two lines with a comma and puts whatever is there into the address, path signs included.
 *
 * @see RFC 9112 §3.2
 */
export function isWellAddressed(request: Request): boolean {
  const host = request.headers.get("host");
  return (host === null || HOST.test(host)) && URL.canParse(request.url);
}

/** Path of an address, undecoded. The runtime gives addresses as the URL standard spells them. */
export function pathOf(url: string): string {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  if (start < 0) return "/";
  const query = url.indexOf("?", start);
  return query < 0 ? url.slice(start) : url.slice(start, query);
}
