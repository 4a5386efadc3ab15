/** What cancelling and refunding needs of the database: each method is one statement. */
import type { RefundAccount } from "@edgemart/contracts/payment";
import type { ChangeRow } from "../core/change-rows.ts";
import type { Held, OrderRow } from "../core/rows.ts";

/** A key of a change: whose it is, and the input it represents. */
export interface ChangeKey {
  principal: string;
  key: string;
  input: string;
}

/** Who acts on an order, and under which key; of staff also what the audit says. */
export interface Acting {
  /** `shopper`, `saga` or the member id of staff. */
  actor: string;
  key: ChangeKey | null;
  /** Null for a shopper. */
  audit: { action: string; because: string | null; changes?: object } | null;
}

/** A cancellation to be begun. */
export interface Cancelling {
  orderId: string;
  /** Null: everything that is left. */
  lines: { line: number; quantity: number }[] | null;
  reason: string;
  account: RefundAccount | null;
  who: Acting;
}

/** What beginning it came to. All but `begun` have written nothing. */
export type Cancelled =
  | { kind: "begun"; held: Held }
  | { kind: "known" }
  | { kind: "reused" }
  /** More than is left. */
  | { kind: "too_many" }
  /** Of an order that is not paid, or of what is on its way. */
  | { kind: "conflict" };

/** A move of a change. */
export type ChangeMove = { to: "REFUNDING" } | { to: "DONE" } | { to: "FAILED"; why: string };

/** Changes of orders. */
export interface ChangeStore {
  beginCancel(cancelling: Cancelling): Promise<Cancelled>;
  /** Ends a pending order by its owner's wish, or asks for the end of its attempt; null when it was neither. */
  cancelUnpaid(order: OrderRow, who: Acting): Promise<Held | null>;
  /** Moves a change; the order counts a version with it. With `REFUNDING` the step stays, else it is deleted. Null: lost. */
  moveChange(held: Held, change: ChangeRow, move: ChangeMove): Promise<{ order: OrderRow } | null>;
  /** The account that money of a deposit goes back to; null without one. */
  accountOf(changeId: string): Promise<RefundAccount | null>;
  /** Notes an account for a change that waits for one, and makes its step due; null when none waits. */
  giveAccount(
    orderId: string,
    changeId: string,
    account: RefundAccount,
    who: Acting,
  ): Promise<Held | null>;
}
