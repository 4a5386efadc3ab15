/** The design language. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { fetchHome } from "#api/catalog.ts";
import { pageMetadata } from "#components/metadata.ts";
import { DesignView } from "#domains/design/design-view.tsx";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messagesOf(lang).design;
  return pageMetadata({ lang, path: "/design", title, description });
}

export default async function Design({ params }: PageProps) {
  const { lang } = await params;
  const home = await fetchHome(lang);
  const products = home.ok ? home.value.featured : [];
  return <DesignView lang={lang} messages={messagesOf(lang)} products={products} />;
}
