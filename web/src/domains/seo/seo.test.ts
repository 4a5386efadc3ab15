import { describe, expect, test } from "vitest";
import { robotsText } from "./robots.ts";
import { sitemap, sitemapIndex } from "./sitemap.ts";

const SHOP = "https://shop.example";

describe("storefront 33: for search engines", () => {
  test("a sitemap names each page in both languages, each with all languages, and escapes its query", () => {
    const text = sitemap(SHOP, [
      { path: "/products?category=a&b", changedAt: "2026-10-01T00:00:00.000Z" },
      { path: "" },
    ]);
    expect(text.match(/<loc>/g)).toHaveLength(4);
    expect(text.match(/<lastmod>/g)).toHaveLength(2);
    expect(text).toContain(`<loc>${SHOP}/en/products?category=a&#38;b</loc>`);
    expect(text).toContain(`hreflang="x-default" href="${SHOP}/ko"`);
    expect(text).not.toMatch(/&(?!#38;)/);
  });
  test("the index names every file", () => {
    expect(sitemapIndex(SHOP, ["pages", "products-1"])).toContain(
      `<loc>${SHOP}/sitemaps/products-1.xml</loc>`,
    );
  });
  test("a shop that is not open is closed to crawlers; an open one keeps them from carts and permutations", () => {
    expect(robotsText(SHOP, false)).toContain("Disallow: /\n");
    const open = robotsText(SHOP, true);
    expect(open).not.toMatch(/^Disallow: \/$/m);
    for (const rule of ["/*/cart", "/*?*brand=", "/*?*attr."])
      expect(open).toContain(`Disallow: ${rule}\n`);
    expect(open).toContain(`Sitemap: ${SHOP}/sitemap.xml`);
  });
});
