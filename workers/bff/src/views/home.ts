/** The home screen from the answers of catalogue and member. Pure. */
import type { Greeting, HomeScreen } from "@edgemart/contracts/bff";
import type { CatalogHome, ProductCard } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import type { Member, Shopper } from "@edgemart/contracts/member";
import { type Answer, degradedOf } from "../core/answer.ts";

/**
 * @param member  null when nobody is signed in
 * @param similar what is like the member's cart; null when nothing was asked
 */
export function homeView(
  locale: Locale,
  catalog: Answer<CatalogHome>,
  member: Answer<Shopper> | null,
  similar: Answer<ProductCard[]> | null,
): HomeScreen {
  const shop = catalog.kind === "value" ? catalog.value : EMPTY;
  // The hero leads the page and does not stand in the rail again.
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
    degraded: degradedOf({ catalog: similar?.kind === "away" ? similar : catalog, member }),
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
