/** Carries out one change: asks the catalog what it costs, changes the cart, keeps it where it is kept. */
import { CART_LINES_MAX } from "@edgemart/contracts/cart-lines";
import type { Locale } from "@edgemart/contracts/locale";
import type { VariantCard } from "@edgemart/contracts/variant-card";
import { fetchVariants } from "#api/cart.ts";
import type { WebConfig } from "#env.ts";
import { type CartChange, changedCart } from "./cart-change.ts";
import { cartCookieName, readCartCookie } from "./cart-cookie.ts";
import { type HeldCart, holdCart } from "./held-cart.ts";
import { type Held, type HeldOf, shortOf, withHeld } from "./own-held.ts";

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
  heldOf: HeldOf,
): Promise<ChangedCart> {
  const copy = readCartCookie(cookies, cartCookieName(config.COOKIES_WITHOUT_PREFIX));
  const wanted = new Map(copy.lines.map(({ sku, quantity }) => [sku, quantity]));
  const more = change.kind === "restore" ? change.line : change.kind === "add" ? change : null;
  if (more) wanted.set(more.sku, (wanted.get(more.sku) ?? 0) + more.quantity);
  if (change.kind === "set" && wanted.has(change.sku)) wanted.set(change.sku, change.quantity);
  const asked = [...wanted].map(([sku, quantity]) => ({ sku, quantity }));
  const cards = await cardsOf(asked, lang, heldOf);
  const held = await holdCart(cookies, config, (lines) => changedCart(lines, change, cards));
  const isKnown = held.lines.every(({ sku }) => wanted.has(sku));
  return { held, cards: isKnown ? cards : await cardsOf(held.lines, lang, heldOf) };
}

/** Asks the catalog about lines; null when it could not be asked. A full cart and one more are asked for in two. */
export async function cardsOf(
  wanted: readonly Held[],
  lang: Locale,
  heldOf: HeldOf,
): Promise<VariantCard[] | null> {
  const skus = wanted.map(({ sku }) => sku);
  const [first, rest] = await Promise.all([
    fetchVariants(skus.slice(0, CART_LINES_MAX), lang),
    fetchVariants(skus.slice(CART_LINES_MAX), lang),
  ]);
  if (!first.ok || !rest.ok) return null;
  const cards = [...first.value, ...rest.value];
  const short = shortOf(wanted, cards);
  return short.length === 0 ? cards : withHeld(cards, await heldOf(short));
}
