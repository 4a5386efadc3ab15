/** One product. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { cache } from "react";
import { fetchProduct } from "#api/catalog.ts";
import { pageMetadata } from "#components/metadata.ts";
import { Outage } from "#components/outage.tsx";
import type { SearchParams } from "#domains/catalog/listing-query.ts";
import { productQuery } from "#domains/catalog/product-query.ts";
import { ProductView } from "#domains/catalog/product-view.tsx";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage, missingMetadata } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; slug: string }>;
  searchParams: Promise<SearchParams>;
}

const load = cache(fetchProduct);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang, slug } = await params;
  const screen = await load(slug, lang);
  if (!screen.ok) return screen.error.code === "not_found" ? missingMetadata(lang) : {};
  const { title, description, picture } = screen.value.product;
  const short = description.slice(0, 155);
  return pageMetadata({ lang, path: `/products/${slug}`, title, description: short, picture });
}

export default async function Product({ params, searchParams }: PageProps) {
  const { lang, slug } = await params;
  const { v, notice } = productQuery(await searchParams);
  const messages = messagesOf(lang);
  const screen = await load(slug, lang);
  if (screen.ok) {
    return <ProductView messages={messages} notice={notice} screen={screen.value} sku={v} />;
  }
  if (screen.error.code === "not_found") return <MissingPage lang={lang} messages={messages} />;
  return <Outage href={`/${lang}/products/${slug}`} texts={messages.outage} />;
}
