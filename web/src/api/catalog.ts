/** What pages ask about products: screens, listings, categories. */
import { HomeScreen, ProductScreen } from "@edgemart/contracts/bff";
import { Category, ProductListing, Suggestions } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import { ProductIndex } from "@edgemart/contracts/product-index";
import type { Result } from "@edgemart/contracts/result";
import { z } from "zod";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

const Categories = z.object({ items: z.array(Category) });

/** Asks for all of the home page in one call. */
export function fetchHome(lang: Locale): Promise<Result<HomeScreen>> {
  return askGateway(HomeScreen, { path: `/api/home?lang=${lang}` });
}

const PersonalHome = HomeScreen.pick({ personal: true, degraded: true });

/** The member's part of the home screen alone. */
export function fetchPersonalHome(
  accessToken: string,
  lang: Locale,
): Promise<Result<z.infer<typeof PersonalHome>>> {
  const credential = bearer(accessToken);
  return askGateway(PersonalHome, { path: `/api/home?lang=${lang}`, credential });
}

/** Asks for a product with what goes with it. */
export function fetchProduct(slug: string, lang: Locale): Promise<Result<ProductScreen>> {
  const path = `/api/screens/product/${encodeURIComponent(slug)}?lang=${lang}`;
  return askGateway(ProductScreen, { path });
}

/** @param query parameters of `ListingQuery` as text, without `lang` */
export function fetchListing(
  query: Record<string, string>,
  lang: Locale,
): Promise<Result<ProductListing>> {
  const params = new URLSearchParams({ lang, ...query });
  return askGateway(ProductListing, { path: `/api/products?${params}` });
}

/** Lists the categories that shoppers see. */
export function fetchCategories(lang: Locale): Promise<Result<{ items: Category[] }>> {
  return askGateway(Categories, { path: `/api/categories?lang=${lang}` });
}

/** Asks what the search field offers for what was typed. */
export function fetchSuggestions(q: string, lang: Locale): Promise<Result<Suggestions>> {
  const params = new URLSearchParams({ lang, q });
  return askGateway(Suggestions, { path: `/api/search/suggest?${params}` });
}

/** @param page of 1 000 products, from 1 */
export function fetchProductIndex(page: number): Promise<Result<ProductIndex>> {
  return askGateway(ProductIndex, { path: `/api/product-index?page=${page}` });
}
