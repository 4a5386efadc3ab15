/** What crawlers may ask for. Pure. */

/**
 * Filters, searches and orders are kept from crawlers here, so that they do not spend their visits on permutations;
 * their pages also say `noindex`.
 *
 * @param isOpen false for a shop nobody should find yet
 */
export function robotsText(shop: string, isOpen: boolean): string {
  const rules = isOpen
    ? [
        "Disallow: /api/",
        "Disallow: /*/cart",
        "Disallow: /*/checkout",
        "Disallow: /*/account",
        "Disallow: /*/admin",
        "Disallow: /*?*q=",
        "Disallow: /*?*brand=",
        "Disallow: /*?*attr.",
        "Disallow: /*?*price=",
        "Disallow: /*?*min=",
        "Disallow: /*?*stock=",
        "Disallow: /*?*sort=",
        "Disallow: /*?*v=",
      ]
    : ["Disallow: /"];
  return ["User-agent: *", ...rules, "", `Sitemap: ${shop}/sitemap.xml`, ""].join("\n");
}
