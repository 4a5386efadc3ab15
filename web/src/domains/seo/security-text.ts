/** Where a security problem is reported. Pure. @see RFC 9116 */

const DAY_MS = 86_400_000;
/** Well under the year RFC 9116 §2.5.5 asks for. */
const LIFE_DAYS = 180;

/** @param now epoch milliseconds; the file ends at midnight, so that it is the same all day */
export function securityText(shop: string, contact: string, now: number): string {
  const expires = new Date((Math.floor(now / DAY_MS) + LIFE_DAYS) * DAY_MS).toISOString();
  return [
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    "Preferred-Languages: ko, en",
    `Canonical: ${shop}/.well-known/security.txt`,
    "",
  ].join("\n");
}
