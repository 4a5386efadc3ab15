/** What crawlers may ask for. Pure. */

/**
 * Only what is no page is kept from crawlers. Pages that are not to be found say `noindex` themselves, and that can be
 * read only where a crawler may go: an address that is disallowed here is still listed when others link to it.
 *
 * @param isOpen false for a shop that must not be found yet
 */
export function robotsText(shop: string, isOpen: boolean): string {
  const rules = isOpen ? ["Disallow: /api/"] : ["Disallow: /"];
  return ["User-agent: *", ...rules, "", `Sitemap: ${shop}/sitemap.xml`, ""].join("\n");
}
