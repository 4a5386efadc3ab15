/** Which addresses of a listing are no place: they are answered 404, so that they are neither kept nor listed. Pure. */
import type { Category, ProductListing } from "@edgemart/contracts/catalog";
import type { ListingState } from "./listing-query.ts";

/** @param categories every category there is; null when they could not be asked for */
export function isUnknownCategory(
  { category }: ListingState,
  categories: readonly Category[] | null,
): boolean {
  if (category === null || categories === null) return false;
  return !categories.some(({ slug }) => slug === category);
}

/**
 * Tells whether the list is past its end, or asks for a filter or a value that is not known.
 *
 * A list that is merely empty is a place: a search without a hit, or two filters that no product passes. The catalog
 * names every chosen value it knows, also one that counts nothing.
 */
export function isNowhere(
  { chosen, page }: ListingState,
  { pageCount, facets }: Pick<ProductListing, "pageCount" | "facets">,
): boolean {
  if (page > Math.max(1, pageCount)) return true;
  return Object.entries(chosen).some(([key, values]) => {
    const known = facets.find((facet) => facet.key === key)?.values ?? [];
    return values.some((value) => !known.some((each) => each.key === value));
  });
}
