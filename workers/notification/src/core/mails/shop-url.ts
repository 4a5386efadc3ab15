/** Every address in a mail: a path of the shop below its configured origin. Pure. @see specs/notifications.md 24 */
import type { Locale } from "@edgemart/contracts/locale";

/**
 * Makes an address of the shop.
 *
 * @param origin as configured; never a header's
 * @param path   our own: ids in it are encoded
 */
export function shopUrl(
  origin: string,
  locale: Locale,
  path: readonly string[],
  query: Readonly<Record<string, string>> = {},
): string {
  const encoded = path.map((part) => encodeURIComponent(part)).join("/");
  const url = new URL(`/${locale}/${encoded}`, origin);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
