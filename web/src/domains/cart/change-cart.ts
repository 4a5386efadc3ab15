/** Carries out one wish: asks the catalogue what it costs, changes the cart, keeps it where it is kept. */
import {
  CART_LINES_MAX,
  type CartChange,
  type CartLine,
  changedLines,
} from "@edgemart/contracts/cart-lines";
import type { Locale } from "@edgemart/contracts/locale";
import type { VariantCard } from "@edgemart/contracts/variant-card";
import { fetchVariants } from "#api/cart.ts";
import type { WebConfig } from "#env.ts";
import { cartCookieName, readCartCookie } from "./cart-cookie.ts";
import type { CartWish } from "./cart-form.ts";
import { type HeldCart, holdCart } from "./held-cart.ts";
import type { Step } from "./member-cart.ts";

type Add = { kind: "add"; sku: string; quantity: number };
/** A wish that names what it means by its SKU. */
export type PlainWish = Add | Exclude<CartWish, { kind: "add" }>;

/** Why a wish was not, or not wholly, carried out; `changed`: what the shopper saw is not what is. */
export type CartProblem = "gone" | "sold_out" | "limited" | "full" | "changed";

export interface ChangedCart {
  held: HeldCart;
  problem: CartProblem | null;
  /** The line that was taken away, and where it stood. */
  removed: { line: CartLine; at: number } | null;
  /** What is known of the lines; null when the catalogue is away. */
  cards: VariantCard[] | null;
}

/** What a step found when it was tried last. */
type Found = Pick<ChangedCart, "problem" | "removed">;

/** Without the catalogue a wish still counts: what it costs is asked again before anything is bought. */
export async function changeCart(
  wish: PlainWish,
  cookies: string | null,
  lang: Locale,
  config: WebConfig,
): Promise<ChangedCart> {
  const copy = readCartCookie(cookies, cartCookieName(config.COOKIES_WITHOUT_PREFIX));
  const skus = new Set(copy.lines.map(({ sku }) => sku));
  if (wish.kind === "add" || wish.kind === "restore") skus.add(wish.sku);
  const cards = await cardsOf([...skus], lang);
  const found: Found = { problem: null, removed: null };
  const step = stepOf(wish, cards, found);
  const held = await holdCart(cookies, config, step);
  const isKnown = held.lines.every(({ sku }) => skus.has(sku));
  const skusNow = held.lines.map(({ sku }) => sku);
  return {
    ...found,
    held,
    ...(held.isFull && { problem: "full" }),
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

/** @param found is told what stood in the way, anew each time the step is tried */
function stepOf(wish: PlainWish, cards: VariantCard[] | null, found: Found): Step | null {
  switch (wish.kind) {
    case "add":
      return adding(wish, cards, found);
    case "set":
      return (lines) => setting(wish, lines, found);
    case "restore": {
      const { sku, quantity, at, seenMinor: priceSeenMinor } = wish;
      const change: CartChange = { kind: "restore", line: { sku, quantity, priceSeenMinor }, at };
      return (lines) => changedLines(lines, change);
    }
    case "accept": {
      // A price nobody was shown is agreed to by nobody.
      const now = (cards ?? []).filter(({ sku }) => wish.seen.has(sku));
      const same = now.filter(({ sku, price }) => wish.seen.get(sku) === price.amountMinor);
      if (same.length < now.length) found.problem = "changed";
      const prices = new Map(same.map(({ sku, price }) => [sku, price.amountMinor]));
      return (lines) => changedLines(lines, { kind: "accept", prices });
    }
  }
}

function adding({ sku, quantity }: Add, cards: VariantCard[] | null, found: Found): Step | null {
  const card = cards?.find((each) => each.sku === sku);
  if (cards && !card?.isSold) found.problem = "gone";
  else if (card && card.availableMax < 1) found.problem = "sold_out";
  if (found.problem) return null;
  const line = { sku, quantity, priceSeenMinor: card?.price.amountMinor ?? null };
  return (lines) => {
    const added = changedLines(lines, { kind: "add", line });
    const max = card?.availableMax ?? quantity;
    const isOver = added?.some((each) => each.sku === sku && each.quantity > max);
    found.problem = card && isOver ? "limited" : null;
    if (!found.problem || !added) return added;
    return changedLines(added, { kind: "set", sku, quantity: max });
  };
}

/** Changes the line the shopper saw, or leaves the cart as it is: another tab or device has changed that line. */
function setting(
  { sku, quantity, saw }: Extract<CartWish, { kind: "set" }>,
  lines: readonly CartLine[],
  found: Found,
): CartLine[] | null {
  const at = lines.findIndex((line) => line.sku === sku);
  const line = lines[at];
  const now = line?.quantity ?? 0;
  const isOther = saw !== null && now !== saw && now !== quantity;
  found.problem = isOther ? "changed" : null;
  found.removed = line && quantity < 1 && !isOther ? { line, at } : null;
  return isOther ? [...lines] : changedLines(lines, { kind: "set", sku, quantity });
}
