/** What the cart asks: variants by SKU, and the member's own cart. */
import { Cart } from "@edgemart/contracts/cart";
import type { CartLine } from "@edgemart/contracts/cart-lines";
import type { Locale } from "@edgemart/contracts/locale";
import type { Result } from "@edgemart/contracts/result";
import { type VariantCard, VariantCards } from "@edgemart/contracts/variant-card";
import { etagOf } from "./call-gateway.ts";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

const CART_PATH = "/api/members/me/cart";

/** Asks the catalog about variants. @param skus at most 40 */
export async function fetchVariants(
  skus: readonly string[],
  lang: Locale,
): Promise<Result<VariantCard[]>> {
  if (skus.length === 0) return { ok: true, value: [] };
  const path = `/api/variants?lang=${lang}&sku=${skus.map(encodeURIComponent).join(",")}`;
  const answer = await askGateway(VariantCards, { path });
  return answer.ok ? { ok: true, value: answer.value.items } : answer;
}

/** Gives one member's cart to read and to replace; the row is written only under the version it was read with. */
export function memberRow(accessToken: string): MemberRow {
  const call = { path: CART_PATH, credential: bearer(accessToken) };
  return {
    read: () => askGateway(Cart, call),
    write: (items, version) =>
      askGateway(Cart, { ...call, method: "PUT", body: { items }, ifMatch: etagOf(version) }),
  };
}

/** One member's cart in the member service. */
export interface MemberRow {
  read(): Promise<Result<Cart>>;
  /** @returns `precondition_failed` when the cart has changed since `version` */
  write(items: readonly CartLine[], version: number): Promise<Result<Cart>>;
}
