/** Strong entity tags made from an answer's own bytes. */

/** Makes the strong `ETag` of a text: 96 bits of its SHA-256. */
export async function contentTag(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const hex = [...new Uint8Array(digest, 0, 12)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `"${hex.join("")}"`;
}

/**
 * Tells whether `If-None-Match` names a tag, so that the answer is 304.
 *
 * The comparison is the weak one: a proxy that compressed the answer made its tag weak.
 *
 * @param header absent: the client has nothing
 * @param etag   null: the answer has no tag, and no client has it
 * @see RFC 9110 §13.1.2
 */
export function isNoneOf(header: string | null | undefined, etag: string | null): boolean {
  if (!header || !etag) return false;
  if (header.trim() === "*") return true;
  return (header.match(/(?:W\/)?"[^"]*"/g) ?? []).some((tag) => opaque(tag) === opaque(etag));
}

function opaque(tag: string): string {
  return tag.replace(/^W\//, "");
}
