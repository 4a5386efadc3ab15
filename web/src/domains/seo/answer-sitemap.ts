/** Answers the sitemaps from the catalog: an index, one file of pages, and one for each thousand products. */
import { fetchCategories, fetchProductIndex } from "#api/catalog.ts";
import type { WebConfig } from "#env.ts";
import { PAGES } from "#pages.ts";
import { sitemap, sitemapIndex } from "./sitemap.ts";

/** Answers the index: the file of pages, and one file for each thousand products. */
export async function answerIndex(config: WebConfig): Promise<Response> {
  const index = await fetchProductIndex(1);
  if (!index.ok) return away();
  const files = Array.from({ length: index.value.pageCount }, (_, at) => `products-${at + 1}`);
  return xml(sitemapIndex(config.SHOP_ORIGIN, ["pages", ...files]));
}

/** @param name file name without its ending: `pages`, `products-3` */
export async function answerFile(name: string, config: WebConfig): Promise<Response> {
  const shop = config.SHOP_ORIGIN;
  if (name === "pages") {
    const categories = await fetchCategories("ko");
    if (!categories.ok) return away();
    const paths = PAGES.filter(({ isIndexed, path }) => isIndexed && !path.includes(":"));
    const own = categories.value.items.map(({ slug }) => `/products?category=${slug}`);
    return xml(
      sitemap(
        shop,
        [...paths.map(({ path }) => path), ...own].map((path) => ({ path })),
      ),
    );
  }
  const page = Number(/^products-([1-9]\d?|100)$/.exec(name)?.[1] ?? 0);
  if (page === 0) return new Response(null, { status: 404 });
  const index = await fetchProductIndex(page);
  if (!index.ok) return away();
  if (index.value.items.length === 0) return new Response(null, { status: 404 });
  const pages = index.value.items.map(({ slug, updatedAt }) => ({
    path: `/products/${slug}`,
    changedAt: updatedAt,
  }));
  return xml(sitemap(shop, pages));
}

function xml(text: string): Response {
  const headers = {
    "content-type": "application/xml; charset=utf-8",
    "cache-control": "public, max-age=3600",
  };
  return new Response(text, { headers });
}

/** Crawlers come again; an empty sitemap would say that everything is gone. */
function away(): Response {
  return new Response(null, {
    status: 503,
    headers: { "retry-after": "120", "cache-control": "no-store" },
  });
}
