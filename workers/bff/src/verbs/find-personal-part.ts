/** The member's part of home: the member first, then what is like its cart. Never kept. @see docs/decisions/0009 */
import type { ProductCard } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import type { Shopper } from "@edgemart/contracts/member";
import type { Answer } from "../core/answer.ts";
import type { Members, Shop } from "../ports.ts";

/** Answers of member and catalog; null for a question that was not asked. */
export interface PersonalPart {
  member: Answer<Shopper> | null;
  similar: Answer<ProductCard[]> | null;
}

/** The part of a visitor who is not signed in. */
export const NO_MEMBER: PersonalPart = { member: null, similar: null };

/** Finds the member of a token, and products like those of its cart if there are any in it. */
export async function findPersonalPart(
  members: Members,
  shop: Shop,
  token: string,
  locale: Locale,
): Promise<PersonalPart> {
  const member = await members.shopper(token);
  const skus = member.kind === "value" ? member.value.cartSkus : [];
  return { member, similar: skus.length > 0 ? await shop.similar(locale, skus) : null };
}
