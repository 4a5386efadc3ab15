/** Home. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { cache } from "react";
import { fetchHome } from "#api/catalog.ts";
import { JsonLd } from "#components/json-ld.tsx";
import { pageMetadata } from "#components/metadata.ts";
import { Outage } from "#components/outage.tsx";
import { webConfig } from "#config.ts";
import { shopData } from "#domains/catalog/product-data.ts";
import { HomeView } from "#domains/home/home-view.tsx";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

const load = cache(fetchHome);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messagesOf(lang).home;
  const screen = await load(lang);
  const picture = screen.ok ? screen.value.hero?.picture : null;
  return pageMetadata({ lang, path: "", title, description, picture });
}

export default async function Home({ params }: PageProps) {
  const { lang } = await params;
  const messages = messagesOf(lang);
  const screen = await load(lang);
  if (!screen.ok) return <Outage href={`/${lang}`} texts={messages.outage} />;
  return (
    <>
      <JsonLd data={shopData(webConfig().SHOP_ORIGIN, lang, messages.brand.name)} />
      <HomeView messages={messages} screen={screen.value} />
    </>
  );
}
