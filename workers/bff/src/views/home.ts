/** The home screen from the answers of catalog and member. Pure. */
import type { Greeting, HomeScreen } from "@edgemart/contracts/bff";
import type { CatalogHome, ProductCard } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import type { Member, Shopper } from "@edgemart/contracts/member";
import { type Answer, degradedOf } from "../core/answer.ts";

/**
 * Composes the home screen; a section without an answer is empty and named in `degraded`.
 *
 * @param member  null when no one is signed in
 * @param similar products like those of the member's cart; null when it was not asked
 */
export function homeView(
  locale: Locale,
  catalog: Answer<CatalogHome>,
  member: Answer<Shopper> | null,
  similar: Answer<ProductCard[]> | null,
): HomeScreen {
  const shop = catalog.kind === "value" ? catalog.value : EMPTY;
  // The hero leads the page and is not repeated in the rail.
  const [hero = null, ...featured] = shop.featured;
  return {
    locale,
    hero,
    featured,
    newest: shop.newest,
    popular: shop.popular,
    categories: shop.categories,
    member: member?.kind === "value" ? greetingOf(member.value.member) : null,
    personal: personalOf(similar),
    degraded: degradedOf({ catalog: similar?.kind === "unavailable" ? similar : catalog, member }),
  };
}

const EMPTY: CatalogHome = { featured: [], newest: [], popular: [], categories: [] };

function personalOf(similar: Answer<ProductCard[]> | null): HomeScreen["personal"] {
  const items = similar?.kind === "value" ? similar.value : [];
  return items.length > 0 ? { basis: "cart", items } : null;
}

function greetingOf(member: Member): Greeting {
  return { name: member.name, memberSince: member.createdAt };
}
