/** What a listing page shows. */
import type { Category, ProductListing } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import type { Messages } from "#messages/messages.ts";
import type { ListingState } from "./listing-query.ts";

/** Its products, and the state of filters, order and page that they were asked by. */
export interface ListingProps {
  listing: ProductListing;
  categories: Category[];
  state: ListingState;
  title: string;
  lang: Locale;
  messages: Messages;
}
