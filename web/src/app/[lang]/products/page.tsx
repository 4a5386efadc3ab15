/** Listing and search. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { cache } from "react";
import { fetchCategories, fetchListing } from "../../../api/catalog.ts";
import { pageMetadata } from "../../../components/metadata.ts";
import { Outage } from "../../../components/outage.tsx";
import {
  isFiltered,
  listingParams,
  listingPath,
  listingState,
  type SearchParams,
  unfiltered,
} from "../../../domains/catalog/listing-query.ts";
import { listingTitle } from "../../../domains/catalog/listing-title.ts";
import { ListingView } from "../../../domains/catalog/listing-view.tsx";
import { fill, messagesOf } from "../../../messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<SearchParams>;
}

const loadCategories = cache(fetchCategories);

export async function generateMetadata({ params, searchParams }: PageProps): Promise<Metadata> {
  const { lang } = await params;
  const state = listingState(await searchParams);
  const categories = await loadCategories(lang);
  const texts = messagesOf(lang).listing;
  const title = listingTitle(state, categories.ok ? categories.value.items : [], texts);
  // Of all the ways to narrow and order a list, only its category and page are places of their own.
  const own = listingPath("", { ...unfiltered(state), page: state.page, q: "", sort: null });
  return pageMetadata({
    lang,
    path: own,
    title,
    description: fill(texts.description, { name: title }),
    hidden: Boolean(state.q || state.sort || isFiltered(state)),
  });
}

export default async function Products({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const state = listingState(await searchParams);
  const messages = messagesOf(lang);
  const [listing, categories] = await Promise.all([
    fetchListing(listingParams(state), lang),
    loadCategories(lang),
  ]);
  if (!listing.ok) return <Outage href={listingPath(lang, state)} texts={messages.outage} />;
  const known = categories.ok ? categories.value.items : [];
  return (
    <ListingView
      categories={known}
      lang={lang}
      listing={listing.value}
      messages={messages}
      state={state}
      title={listingTitle(state, known, messages.listing)}
    />
  );
}
