/** Carries out one change: asks the catalog what it costs, changes the cart, keeps it where it is kept. */
import { CART_LINES_MAX } from "@edgemart/contracts/cart-lines";
import type { Locale } from "@edgemart/contracts/locale";
import type { VariantCard } from "@edgemart/contracts/variant-card";
import { fetchVariants } from "#api/cart.ts";
import type { WebConfig } from "#env.ts";
import { type CartChange, changedCart } from "./cart-change.ts";
import { cartCookieName, readCartCookie } from "./cart-cookie.ts";
import { type HeldCart, holdCart } from "./held-cart.ts";

/** The cart after a change. */
export interface ChangedCart {
  held: HeldCart;
  /** What is known of its lines; null when the catalog could not be asked. */
  cards: VariantCard[] | null;
}

/** Changes the cart of the browser that sent `cookies`. */
export async function changeCart(
  change: CartChange,
  cookies: string | null,
  lang: Locale,
  config: WebConfig,
): Promise<ChangedCart> {
  const copy = readCartCookie(cookies, cartCookieName(config.COOKIES_WITHOUT_PREFIX));
  const skus = new Set(copy.lines.map(({ sku }) => sku));
  if (change.kind === "add") skus.add(change.sku);
  if (change.kind === "restore") skus.add(change.line.sku);
  const cards = await cardsOf([...skus], lang);
  const held = await holdCart(cookies, config, (lines) => changedCart(lines, change, cards));
  const now = held.lines.map(({ sku }) => sku);
  const isKnown = now.every((sku) => skus.has(sku));
  return { held, cards: isKnown ? cards : await cardsOf(now, lang) };
}

/** Asks the catalog about SKUs; null when it could not be asked. A full cart and one more are asked for in two. */
export async function cardsOf(
  skus: readonly string[],
  lang: Locale,
): Promise<VariantCard[] | null> {
  const [first, rest] = await Promise.all([
    fetchVariants(skus.slice(0, CART_LINES_MAX), lang),
    fetchVariants(skus.slice(CART_LINES_MAX), lang),
  ]);
  return first.ok && rest.ok ? [...first.value, ...rest.value] : null;
}
