/** What the shopper's own unpaid order holds is there for the cart: an order placed anew takes it over. @see specs/orders.md 11, 12 */
import type { VariantCard } from "@edgemart/contracts/variant-card";

/** Tells what the own unpaid order that shares one of these things holds; empty where there is none. */
export type HeldOf = (skus: readonly string[]) => Promise<readonly Held[]>;

/** So many of a thing. */
export interface Held {
  sku: string;
  quantity: number;
}

/** The most of a thing that a card says is there. */
const AVAILABLE_MAX = 99;

/** Gives the lines of which fewer are there than wanted: only then is the order asked for. */
export function shortOf(wanted: readonly Held[], cards: readonly VariantCard[]): string[] {
  const there = new Map(cards.map((card) => [card.sku, card.isSold ? card.availableMax : null]));
  return wanted.flatMap(({ sku, quantity }) => {
    const available = there.get(sku) ?? null;
    return available !== null && available < quantity ? [sku] : [];
  });
}

/** Counts what is held as there. */
export function withHeld(cards: readonly VariantCard[], held: readonly Held[]): VariantCard[] {
  const own = new Map(held.map(({ sku, quantity }) => [sku, quantity]));
  return cards.map((card) => {
    const more = card.isSold ? (own.get(card.sku) ?? 0) : 0;
    return { ...card, availableMax: Math.min(AVAILABLE_MAX, card.availableMax + more) };
  });
}
