/** What the cart asks: variants by SKU, and the member's own cart. */
import { Cart } from "@edgemart/contracts/cart";
import type { CartLine } from "@edgemart/contracts/cart-lines";
import type { Locale } from "@edgemart/contracts/locale";
import type { Result } from "@edgemart/contracts/result";
import { type VariantCard, VariantCards } from "@edgemart/contracts/variant-card";
import { askGateway } from "./gateway.ts";

const CART_PATH = "/api/members/me/cart";

/** @param skus at most 40 */
export async function fetchVariants(
  skus: readonly string[],
  lang: Locale,
): Promise<Result<VariantCard[]>> {
  if (skus.length === 0) return { ok: true, value: [] };
  const path = `/api/variants?lang=${lang}&sku=${skus.map(encodeURIComponent).join(",")}`;
  const answer = await askGateway(VariantCards, { path });
  return answer.ok ? { ok: true, value: answer.value.items } : answer;
}

export function fetchMemberCart(accessToken: string): Promise<Result<Cart>> {
  const credential = { scheme: "Bearer", value: accessToken } as const;
  return askGateway(Cart, { path: CART_PATH, credential });
}

/** Replaces the cart; `precondition_failed` when it has changed since `version`. */
export function putMemberCart(
  accessToken: string,
  items: readonly CartLine[],
  version: number,
): Promise<Result<Cart>> {
  const credential = { scheme: "Bearer", value: accessToken } as const;
  const ifMatch = `"${version}"`;
  return askGateway(Cart, { method: "PUT", path: CART_PATH, credential, body: { items }, ifMatch });
}
