/** The home screen from the answers of catalogue and member. Pure. */
import type { Greeting, HomeScreen } from "@edgemart/contracts/bff";
import type { CatalogHome } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import type { Member } from "@edgemart/contracts/member";
import { type Answer, degradedOf } from "./answer.ts";

/** @param member null when nobody is signed in */
export function homeView(
  locale: Locale,
  catalog: Answer<CatalogHome>,
  member: Answer<Member> | null,
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
    member: member?.kind === "value" ? greetingOf(member.value) : null,
    degraded: degradedOf({ catalog, member }),
  };
}

const EMPTY: CatalogHome = { featured: [], newest: [], popular: [], categories: [] };

function greetingOf(member: Member): Greeting {
  return { name: member.name, memberSince: member.createdAt };
}
