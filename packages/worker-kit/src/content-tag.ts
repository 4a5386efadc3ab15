/** Strong entity tags made from an answer's own bytes. */

/** Makes the strong `ETag` of a text: 96 bits of its SHA-256. */
export async function contentTag(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const hex = [...new Uint8Array(digest, 0, 12)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `"${hex.join("")}"`;
}

/**
 * Tells whether `If-None-Match` names a tag.
 *
 * The comparison is the weak one, as the header asks for: a proxy that compressed the answer made its tag weak.
 */
export function isNoneOf(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return (
    header.trim() === "*" ||
    header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag)
  );
}
