import { describe, expect, test } from "vitest";
import { robotsText } from "./robots.ts";
import { securityText } from "./security-text.ts";
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
  test("storefront B13: a shop that is not open is closed to crawlers; an open one shows every page, for its noindex to be read", () => {
    expect(robotsText(SHOP, false)).toContain("Disallow: /\n");
    const open = robotsText(SHOP, true);
    expect(open).not.toMatch(/^Disallow: \/$/m);
    expect(open.match(/^Disallow: .*$/gm)).toEqual(["Disallow: /api/"]);
    expect(open).toContain(`Sitemap: ${SHOP}/sitemap.xml`);
  });
});

describe("storefront B22: /.well-known/security.txt", () => {
  test("names a contact, and a last day that is always to come and less than a year away", () => {
    const day = 86_400_000;
    for (const now of [0, 1.5 * day, Date.UTC(2027, 11, 31, 23, 59)]) {
      const text = securityText(SHOP, "mailto:a@b.example", now);
      expect(text).toMatch(/^Contact: mailto:a@b\.example$/m);
      expect(text).toContain(`Canonical: ${SHOP}/.well-known/security.txt`);
      const left = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? "") - now;
      expect([left > 0, left < 365 * day]).toEqual([true, true]);
    }
  });
});
