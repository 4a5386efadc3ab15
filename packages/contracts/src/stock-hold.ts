/** Stock that is promised to an order: what order asks of catalog by RPC. @see specs/orders.md 15–20 */
import type { CallContext } from "./call.ts";
import type { LocalText } from "./locale.ts";
import type { Money } from "./money.ts";

/** A SKU and how many of it, 1–99. */
export interface HeldLine {
  sku: string;
  quantity: number;
}

/** A SKU of which less is left than was asked for; `available` is at most 99. */
export interface ShortLine {
  sku: string;
  available: number;
}

/** What is asked the price of: a SKU, or a product that has one variant. */
export type Quotable = { sku: string } | { productId: string };

/** What one of them is now, in the order asked for. */
export type QuotedLine =
  | {
      kind: "priced";
      sku: string;
      productId: string;
      slug: string;
      title: LocalText;
      /** Labels of the option values, in the product's order. */
      options: LocalText[];
      /** SHA-256 of the first picture; null without one. */
      pictureId: string | null;
      unit: Money;
      /** How many can be promised now, at most 99. */
      available: number;
    }
  /** Unknown, not active, or of a product that is not for sale. */
  | { kind: "gone" }
  /** A product of several variants: its SKU must be named. */
  | { kind: "several" };

/** What has become of a hold. Only a `held` one ends by time. */
export type HoldState = "held" | "pinned" | "committed" | "released";

/** A hold as its row is, in an answer to a verb that did not apply. */
export type HoldAsIs =
  | { state: "held"; expiresAt: string }
  | { state: "pinned" | "committed" | "released" };

/** Names a hold and, with its attempt, which try to pay for it speaks. */
export interface AttemptOf {
  holdId: string;
  /** Of the order, 1–5; a verb of an earlier attempt than the row's changes nothing. */
  attempt: number;
}

/** A movement of stock that a hold caused. */
export interface HoldMovement {
  holdId: string;
  sku: string;
  delta: number;
  reason: "sold" | "returned";
  reference: string;
  at: string;
}

/** A hold in the timeline of an order. */
export interface HoldInTime {
  holdId: string;
  state: HoldState;
  attempt: number;
  expiresAt: string | null;
  /** None of a hold whose release arrived first. */
  lines: HeldLine[];
  createdAt: string;
  /** When its state last changed. */
  changedAt: string;
}

/**
 * The verbs of stock. Each may be called any number of times, at once, in any order, and answers the state there is.
 * They fail only by an outage. A hold that is not there answers `released`: nothing is promised; only `release` makes
 * that last.
 */
export interface CatalogStockRpc {
  /** @param input.items at most 40 */
  quote(input: { items: Quotable[] }, call: CallContext): Promise<QuotedLine[]>;
  /** Promises all of the lines or none; each SKU is named once. `mismatched`: the id is of a hold with other lines. */
  hold(
    input: {
      holdId: string;
      lines: HeldLine[];
      ttlSeconds: number;
      /** The order's id. */
      reference: string;
      /** A hold given up inside this one, while it is `held`. */
      replaces?: string | undefined;
    },
    call: CallContext,
  ): Promise<HoldAsIs | { state: "short"; lines: ShortLine[] } | { state: "mismatched" }>;
  /**
   * Takes away its end: a payment begins. `lost`: it had expired and its lines are sold. `stale`: this attempt was ended,
   * or a later one has begun.
   */
  pin(
    input: AttemptOf,
    call: CallContext,
  ): Promise<HoldAsIs | { state: "lost"; lines: ShortLine[] } | { state: "stale" }>;
  /** Gives it an end again: the payment failed. On one that has an end it only ends the attempt. `stale`: a later attempt has it pinned. */
  unpin(
    input: AttemptOf & { ttlSeconds: number },
    call: CallContext,
  ): Promise<HoldAsIs | { state: "stale" }>;
  /** Sells what is pinned. */
  commit(input: { holdId: string }, call: CallContext): Promise<HoldAsIs>;
  /** Gives it up, also one that has not come yet: an unknown id is `released` from then on. */
  release(input: { holdId: string }, call: CallContext): Promise<HoldAsIs>;
  /**
   * Puts sold goods back on the shelf, never more than were sold, and each SKU once per `restockId`. `gone`: SKUs removed
   * since, not counted.
   */
  restock(
    input: { restockId: string; holdId: string; lines: HeldLine[] },
    call: CallContext,
  ): Promise<HoldAsIs | { state: "restocked"; gone: string[] } | { state: "too_much" }>;
  /** @param input.holdIds at most 100; unknown ones are absent */
  statesOf(
    input: { holdIds: string[] },
    call: CallContext,
  ): Promise<{ holdId: string; state: HoldState; expiresAt: string | null }[]>;
  /** What happened to holds, for the timeline of an order. @param input.holdIds at most 100 */
  timeline(
    input: { holdIds: string[] },
    call: CallContext,
  ): Promise<{
    holds: HoldInTime[];
    movements: HoldMovement[];
  }>;
}
