/** Carries out one wish: asks the catalogue what it costs, changes the cart, keeps it where it is kept. */
import { CART_LINES_MAX, changedLines } from "@edgemart/contracts/cart-lines";
import type { Locale } from "@edgemart/contracts/locale";
import type { VariantCard } from "@edgemart/contracts/variant-card";
import { fetchVariants } from "../../api/cart.ts";
import type { WebConfig } from "../../env.ts";
import { cartCookieName, readCartCookie } from "./cart-cookie.ts";
import { type HeldCart, holdCart } from "./held-cart.ts";
import type { Step } from "./member-cart.ts";

/** A wish that names what it means by its SKU. */
export type PlainWish = { kind: "add" | "set"; sku: string; quantity: number } | { kind: "accept" };

/** Why a wish was not, or not wholly, carried out. */
export type CartProblem = "gone" | "sold_out" | "limited" | "full";

export interface ChangedCart {
  held: HeldCart;
  problem: CartProblem | null;
  /** What is known of the lines; null when the catalogue is away. */
  cards: VariantCard[] | null;
}

/** Without the catalogue a wish still counts: what it costs is asked again before anything is bought. */
export async function changeCart(
  wish: PlainWish,
  cookies: string | null,
  lang: Locale,
  config: WebConfig,
): Promise<ChangedCart> {
  const copy = readCartCookie(cookies, cartCookieName(config.COOKIES_WITHOUT_PREFIX));
  const skus = new Set(copy.lines.map(({ sku }) => sku));
  if (wish.kind === "add") skus.add(wish.sku);
  const cards = await cardsOf([...skus], lang);
  let problem: CartProblem | null = null;
  const step: Step | null = stepOf(wish, cards, (found) => {
    problem = found;
  });
  const held = await holdCart(cookies, config, step);
  const isKnown = held.lines.every(({ sku }) => skus.has(sku));
  const skusNow = held.lines.map(({ sku }) => sku);
  return {
    held,
    problem: held.isFull ? "full" : problem,
    cards: isKnown ? cards : await cardsOf(skusNow, lang),
  };
}

/** Null when nobody could be asked. A full cart and one thing more is asked for in two. */
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

/** @param tell called with what stood in the way, each time the step is tried */
function stepOf(
  wish: PlainWish,
  cards: VariantCard[] | null,
  tell: (problem: CartProblem | null) => void,
): Step | null {
  if (wish.kind === "accept") {
    const prices = new Map(cards?.map((card) => [card.sku, card.price.amountMinor]));
    return (lines) => changedLines(lines, { kind: "accept", prices });
  }
  const { sku, quantity } = wish;
  if (wish.kind === "set") return (lines) => changedLines(lines, { kind: "set", sku, quantity });
  const card = cards?.find((each) => each.sku === sku);
  if (cards && !card) tell("gone");
  else if (card && card.availableMax < 1) tell("sold_out");
  if (cards && !card?.availableMax) return null;
  const line = { sku, quantity, priceSeenMinor: card?.price.amountMinor ?? null };
  return (lines) => {
    const added = changedLines(lines, { kind: "add", line });
    const max = card?.availableMax ?? quantity;
    const isOver = added?.some((each) => each.sku === sku && each.quantity > max);
    if (!card || !isOver || !added) return added;
    tell("limited");
    return changedLines(added, { kind: "set", sku, quantity: max });
  };
}
