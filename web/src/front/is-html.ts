/** Tells pages from files and data. Pure. */

/** Tells whether an answer is a document. */
export function isHtml(headers: Headers): boolean {
  return /^text\/html\b/i.test(headers.get("content-type") ?? "");
}
