/** Sitemaps as XML: an index, and files of addresses with their languages. Pure. @see https://www.sitemaps.org/protocol.html */
import { LOCALES } from "@edgemart/contracts/locale";

/** One page of a sitemap. */
export interface SitemapPage {
  /** Path below the language. */
  path: string;
  /** When it last changed, if that is known: an invented date is worse than none. */
  changedAt?: string;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Writes the index of the files; `files` without their ending. */
export function sitemapIndex(shop: string, files: readonly string[]): string {
  const entries = files.map((file) => `<sitemap><loc>${shop}/sitemaps/${file}.xml</loc></sitemap>`);
  return `${HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join("")}</sitemapindex>\n`;
}

/** Each page once in every language, each naming all of them. */
export function sitemap(shop: string, pages: readonly SitemapPage[]): string {
  const urls = pages.flatMap(({ path, changedAt }) => {
    const links = [...LOCALES.map((lang) => [lang, lang] as const), ["x-default", "ko"] as const]
      .map(
        ([name, lang]) =>
          `<xhtml:link rel="alternate" hreflang="${name}" href="${address(shop, lang, path)}"/>`,
      )
      .join("");
    const changed = changedAt ? `<lastmod>${changedAt}</lastmod>` : "";
    return LOCALES.map(
      (lang) => `<url><loc>${address(shop, lang, path)}</loc>${changed}${links}</url>`,
    );
  });
  return `${HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${urls.join("")}</urlset>\n`;
}

function address(shop: string, lang: string, path: string): string {
  return `${shop}/${lang}${path}`.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
