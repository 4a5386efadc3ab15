/** What a listing is called. Pure. */
import type { Category } from "@edgemart/contracts/catalog";
import { fill, type Messages } from "#messages/messages.ts";
import type { ListingState } from "./listing-query.ts";

/** Names a listing after its search, category or order. */
export function listingTitle(
  state: ListingState,
  categories: Category[],
  texts: Messages["listing"],
): string {
  if (state.q) return fill(texts.searchTitle, { q: state.q });
  const category = categories.find(({ slug }) => slug === state.category);
  if (category) return category.name;
  return state.sort === "newest" || state.sort === "popularity"
    ? texts.titles[state.sort]
    : texts.title;
}
