/** `GET /api/suggest?q=&lang=`: what the search field offers while someone types. The same for everyone. */
import { DEFAULT_LOCALE, LOCALES } from "@edgemart/contracts/locale";
import { fetchSuggestions } from "#api/catalog.ts";
import { pictureSource } from "#components/picture-source.ts";
import type { WebConfig } from "#env.ts";
import type { Suggested } from "./suggested.ts";

const QUERY_CHARS_MAX = 100;
/** As wide as the list shows one, for screens of two pixels to one. */
const PICTURE_WIDEST = 160;

/** An outage suggests nothing: the field still searches. */
export async function answerSuggest(request: Request, config: WebConfig): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const lang = LOCALES.find((locale) => locale === searchParams.get("lang")) ?? DEFAULT_LOCALE;
  const q = (searchParams.get("q") ?? "").replaceAll("\0", "").trim().slice(0, QUERY_CHARS_MAX);
  const found = q ? await fetchSuggestions(q, lang) : null;
  const cdn = config.NEXT_PUBLIC_CDN_DOMAIN;
  const items: Suggested[] = found?.ok
    ? [
        ...found.value.categories.map(({ slug, name }) => ({
          kind: "category" as const,
          text: name,
          href: `/${lang}/products?category=${slug}`,
          src: null,
        })),
        ...found.value.products.map(({ slug, title, picture }) => ({
          kind: "product" as const,
          text: title,
          href: `/${lang}/products/${slug}`,
          src: picture && pictureSource(picture, cdn, 1, PICTURE_WIDEST).src,
        })),
      ]
    : [];
  const isKept = !found || found.ok;
  return Response.json(
    { items },
    { headers: { "cache-control": isKept ? "public, max-age=60" : "no-store" } },
  );
}
