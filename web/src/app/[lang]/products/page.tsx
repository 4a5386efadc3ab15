/** Listing and search. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { cache } from "react";
import { fetchCategories, fetchListing } from "#api/catalog.ts";
import { pageMetadata } from "#components/metadata.ts";
import { Outage } from "#components/outage.tsx";
import { PageSignal } from "#components/page-signal.tsx";
import { isNowhere, isUnknownCategory } from "#domains/catalog/listing-places.ts";
import {
  askedParams,
  isFiltered,
  type ListingState,
  listingPath,
  listingState,
  type SearchParams,
  unfiltered,
} from "#domains/catalog/listing-query.ts";
import { listingTitle } from "#domains/catalog/listing-title.ts";
import { ListingView } from "#domains/catalog/listing-view.tsx";
import { fill, messagesOf } from "#messages/messages.ts";
import { MissingPage, missingMetadata } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<SearchParams>;
}

const loadCategories = cache(fetchCategories);
/** By its text, so that metadata and page share one question. */
const loadListing = cache((query: string, lang: Locale) =>
  fetchListing(Object.fromEntries(new URLSearchParams(query)), lang),
);
const listingOf = (state: ListingState, lang: Locale) =>
  loadListing(new URLSearchParams(askedParams(state)).toString(), lang);

export async function generateMetadata({ params, searchParams }: PageProps): Promise<Metadata> {
  const { lang } = await params;
  const state = listingState(await searchParams);
  const [listing, categories] = await Promise.all([listingOf(state, lang), loadCategories(lang)]);
  const texts = messagesOf(lang).listing;
  const title = listingTitle(state, categories.ok ? categories.value.items : [], texts);
  const known = categories.ok ? categories.value.items : null;
  if (isUnknownCategory(state, known)) return missingMetadata(lang);
  // Of all the ways to narrow and order a list, only its category and page are places of their own.
  const own = listingPath("", { ...unfiltered(state), page: state.page, q: "", sort: null });
  return pageMetadata({
    lang,
    path: own,
    title,
    description: fill(texts.description, { name: title }),
    hidden:
      Boolean(state.q || state.sort || isFiltered(state) || Object.keys(state.unread).length > 0) ||
      (listing.ok && isNowhere(state, listing.value)),
  });
}

export default async function Products({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const state = listingState(await searchParams);
  const messages = messagesOf(lang);
  const [listing, categories] = await Promise.all([listingOf(state, lang), loadCategories(lang)]);
  if (!listing.ok) return <Outage href={listingPath(lang, state)} texts={messages.outage} />;
  const known = categories.ok ? categories.value.items : [];
  if (isUnknownCategory(state, categories.ok ? known : null)) {
    return <MissingPage lang={lang} messages={messages} />;
  }
  return (
    <>
      {isNowhere(state, listing.value) && <PageSignal kind="missing" />}
      <ListingView
        categories={known}
        lang={lang}
        listing={listing.value}
        messages={messages}
        state={state}
        title={listingTitle(state, known, messages.listing)}
      />
    </>
  );
}
