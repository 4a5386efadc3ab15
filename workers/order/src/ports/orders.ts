/** What the saga needs of the database: each method is one statement. */
import type { AmountInput, Instrument } from "@edgemart/contracts/payment";
import type { Decision } from "../core/decision.ts";
import type { HandedStep } from "../core/handed-steps.ts";
import type { PlacedLine, PlacedOrderRow } from "../core/placement.ts";
import type { ShopTerms } from "../core/price.ts";
import type { Held, OrderRow, StepArgs, StepName, StepRow } from "../core/rows.ts";
import type { Split } from "../core/split.ts";

/** What payment says has changed. */
export interface Heard {
  eventId: string;
  orderId: string;
  /** Null when it is about the payment itself. */
  refundId: string | null;
  /** The refund is done: a change that had failed, because it was refused before, goes on. */
  isRefunded: boolean;
  /** The payment that has card money, which stays: an order that is paid by it has nothing to look for. */
  paidForGood: string | null;
}

/** An idempotency key and the input it represents, as a canonical text. */
export interface PlaceKey {
  key: string;
  input: string;
}

/** An order to be placed, priced and with its ids. */
export interface Placing {
  key: PlaceKey | null;
  order: PlacedOrderRow;
  lines: PlacedLine[];
  coupon: { code: string; version: number } | null;
  /** What it was priced by: where the shop's terms are others now, nothing is placed. */
  terms: ShopTerms;
  replaces: string | null;
}

/** What placing came to. All but `placed` have written nothing. */
export type Placed =
  | { kind: "placed"; held: Held }
  /** The key placed this order before. */
  | { kind: "known"; orderId: string }
  | { kind: "reused" }
  | { kind: "no_such_order" }
  | { kind: "crowded" }
  | { kind: "all_being_paid" }
  | { kind: "terms_changed" }
  | { kind: "coupon_used_up" }
  | { kind: "coupon_invalid" };

/** Who asks for an order. A guest proves it by a token, whose generation the row must have. */
export type Owner =
  | { kind: "member"; memberId: string }
  | { kind: "guest"; isToken(order: { id: string; accessGen: number }): Promise<boolean> }
  | { kind: "none" };

/** What begins an attempt. */
export interface Beginning extends Split {
  paymentId: string;
  instrument: Instrument;
  cashReceipt: unknown;
}

/** Orders and their steps. */
export interface OrderStore {
  place(placing: Placing): Promise<Placed>;
  /** What a key placed before. */
  placedBy(
    principal: string,
    key: PlaceKey,
  ): Promise<{ orderId: string; sameInput: boolean } | null>;
  find(orderId: string): Promise<OrderRow | null>;
  findByPayment(paymentId: string): Promise<OrderRow | null>;
  /** PENDING → PAYING with the attempt's amounts; null when the order is no longer what it was, or may not be paid. */
  begin(order: OrderRow, beginning: Beginning, lines: Split[]): Promise<Held | null>;
  /**
   * Writes the gateway's key down before it is used.
   *
   * @returns the payment's order; `step` null when it does not wait for this key, or for another amount · null without one
   */
  beginConfirm(
    paymentId: string,
    amount: AmountInput,
    paymentKey: string,
  ): Promise<{ order: OrderRow; step: StepRow | null } | null>;
  /** Takes the place of an order's step, unless someone has it leased; null when it was not. */
  replaceStep(order: OrderRow, step: { name: "end"; args: StepArgs }): Promise<Held | null>;
  /** Carries a decision out; null when the step or the order was no longer what the decision was made on. */
  settle(held: Held, decision: Decision): Promise<{ order: OrderRow; held: Held | null } | null>;
  /** Takes what is due, the oldest first. */
  take(many: { looks: boolean; limit: number }): Promise<Held[]>;
  /** Leases due steps to messages of the queue of steps: the one who takes a message owns them by their stamp. */
  handOver(limit: number): Promise<HandedStep[]>;
  /** Takes steps that a message was given; one whose stamp is no longer the row's is not there. */
  takeHanded(steps: readonly HandedStep[]): Promise<Held[]>;
  /** Takes one subject's step, due or not, unless someone has it leased. @param only null too when it is another one */
  takeOf(subject: string, only?: StepName): Promise<Held | null>;
  /** Ends what is over its deadline: pending orders at once, the others by a step. @returns how many */
  endOverdue(limit: number): Promise<number>;
  /**
   * Makes a step due now because its payment or refund has changed: the one there is, or a new look.
   *
   * @returns the subject of the step; null for an event that came before, about what is not there, or that says no news
   */
  hear(heard: Heard): Promise<string | null>;
}
