/** The account screen: the member, and popular products. Pure. */
import type { AccountScreen } from "@edgemart/contracts/bff";
import type { CatalogHome } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import type { Member } from "@edgemart/contracts/member";
import { type Answer, degradedOf } from "../core/answer.ts";

const POPULAR_MAX = 6;

/** Composes the account screen; without catalog it has no products and says so. */
export function accountView(
  locale: Locale,
  member: Member,
  catalog: Answer<CatalogHome>,
): AccountScreen {
  const popular = catalog.kind === "value" ? catalog.value.popular.slice(0, POPULAR_MAX) : [];
  return { locale, member, popular, degraded: degradedOf({ catalog }) };
}
