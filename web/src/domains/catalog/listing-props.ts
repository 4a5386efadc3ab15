/** What a listing and its parts are drawn with. Pure. */
import type { Category, ProductListing } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import type { Messages } from "#messages/fill.ts";
import type { ListingState } from "./listing-query.ts";

/** What was found, and how it was asked for. */
export interface ListingProps {
  listing: ProductListing;
  categories: Category[];
  state: ListingState;
  title: string;
  lang: Locale;
  messages: Messages;
}
