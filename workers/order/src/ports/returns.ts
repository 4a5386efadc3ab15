/** What returns and completion need of the database: each method is one statement, which looks again under the order's lock. */
import type { ReceiptInput, ReturnReason } from "@edgemart/contracts/order-fulfilment";
import type { RefundAccount } from "@edgemart/contracts/payment";
import type { Held, OrderRow } from "../core/rows.ts";
import type { Acting } from "./changes.ts";

/** What an act came to. All but `done` have written nothing. */
export type Acted<Why extends string> =
  | { kind: "done"; order: OrderRow; held: Held | null }
  /** The key did this before. */
  | { kind: "known" }
  /** The key did something else before. */
  | { kind: "reused" }
  | { kind: Why };

/** A return to be opened. */
export interface Asking {
  orderId: string;
  lines: readonly { line: number; quantity: number }[];
  reason: ReturnReason;
  note: string;
  account: RefundAccount | null;
  /** The most that will be deducted. */
  feeMinor: number;
  /** Staff agree with the opening; an owner's waits for them. */
  isAgreed: boolean;
}

/** Names a return of an order. */
export interface ReturnOf {
  orderId: string;
  changeId: string;
}

/** Returns of orders, and the word that everything arrived. */
export interface ReturnStore {
  /** `too_many`: more than the line has left · `conflict`: not sent, or in an open return · `closed`: too late. */
  ask(asking: Asking, who: Acting): Promise<Acted<"too_many" | "conflict" | "closed">>;
  /** `already`: it is so · `unknown`: the order has no such return. */
  move(
    which: ReturnOf,
    to: "APPROVED" | "REJECTED" | "WITHDRAWN",
    who: Acting,
  ): Promise<Acted<"unknown" | "already" | "conflict">>;
  /** Notes what arrived; the money of it is owed by a step, which the caller holds. `too_many`: more than was to come. */
  receive(
    which: ReturnOf,
    lines: ReceiptInput["lines"],
    who: Acting,
  ): Promise<Acted<"unknown" | "too_many" | "conflict">>;
  /** Completes an order. `owed`: once its step is done it may be · `already`: it is. */
  complete(orderId: string, actor: string): Promise<Acted<"already" | "owed" | "conflict">>;
}
