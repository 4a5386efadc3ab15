/** The tables of the schema `payment` in memory, with what `payment.move` and the indexes keep. */
import { mayMove } from "@edgemart/contracts/transitions";
import type { OutboxEvent } from "@edgemart/postgres/outbox";
import type { PaymentRow } from "../../../../payment/src/core/payment-row.ts";
import type { RefundRow } from "../../../../payment/src/core/payment-view.ts";
import type { Hint } from "../../../../payment/src/ports/webhook-store.ts";
import { type Clock, secondsOf, timeOf } from "./clock.ts";
import type { Purses } from "./purses.ts";
import type { SqlRules } from "./rules.ts";

const LONG_UNKNOWN_SECONDS = 660;
const OVERDUE_SECONDS = 600;
const TOLD = ["PAID", "AWAITING_DEPOSIT", "FAILED", "EXPIRED", "ORPHANED", "VOIDED"];

/** A refund with its wait, and the time it was last written at, in seconds. */
export type ModelRefund = RefundRow & { nextLook: number | null; sent: number };
/** A hint with its lease in seconds. */
export type ModelHint = Hint & { taken: number | null; isHandled: boolean; received: number };

/** Columns that a move may set. */
export type Change = Partial<PaymentRow>;

/** Everything that belongs to payments. */
export class PaymentsTable {
  readonly payments = new Map<string, PaymentRow>();
  readonly refunds = new Map<string, ModelRefund>();
  readonly hints: ModelHint[] = [];
  /** Version at which a payment's money last came, or was taken back. */
  readonly turned = new Map<string, number>();
  /** When the gateway was last asked about a payment. */
  readonly asked = new Map<string, number>();
  readonly purses: Purses;
  /** Laws that a write has broken. */
  readonly broken: string[] = [];
  readonly clock: Clock;
  readonly rules: SqlRules;
  readonly #newEventId: () => string;

  constructor(clock: Clock, rules: SqlRules, purses: Purses, newEventId: () => string) {
    this.clock = clock;
    this.rules = rules;
    this.purses = purses;
    this.#newEventId = newEventId;
  }

  /** The time in so many seconds, as a column has it. */
  in(seconds: number): string {
    return timeOf(this.clock.now + seconds);
  }

  /** A time of a column is over; false without one. */
  isOver(time: string | null): boolean {
    return time !== null && secondsOf(time) <= this.clock.now;
  }

  /** Changes a payment with everything that belongs to the change. @throws `unique` where an index refuses it */
  move(
    row: PaymentRow,
    state: PaymentRow["state"],
    set: Change,
    events: OutboxEvent[],
  ): PaymentRow {
    if (state !== row.state && !mayMove("payment", row.state, state)) {
      this.broken.push(`e: ${row.id} went from ${row.state} to ${state}`);
    }
    const next: PaymentRow = {
      ...row,
      nextLookAt: null,
      tries: 0,
      ...set,
      state,
      version: row.version + 1,
    };
    if (this.#isRefused(next)) throw new UniqueError();
    this.payments.set(row.id, next);
    const isTurn = state === "PAID" && (state !== row.state || next.reversedAt !== row.reversedAt);
    if (isTurn) this.turned.set(row.id, next.version);
    if (state !== row.state) {
      if (state === "PAID") this.purses.post(row);
      if (state === "FAILED" || state === "EXPIRED") this.purses.free(row);
      if (TOLD.includes(state)) events.push(this.told(next, state, null));
    }
    return next;
  }

  /** Changes what is no move: a wait. */
  wait(row: PaymentRow, set: Change): PaymentRow {
    const next = { ...row, ...set };
    this.payments.set(row.id, next);
    return next;
  }

  /** What a verb's function answers. */
  answer<Did extends string>(row: PaymentRow, did: Did, events: OutboxEvent[] = []) {
    const { now } = this.clock;
    const isLongUnknown =
      row.confirmingAt !== null && secondsOf(row.confirmingAt) < now - LONG_UNKNOWN_SECONDS;
    const isOverdue = row.dueAt !== null && secondsOf(row.dueAt) < now - OVERDUE_SECONDS;
    return { did, row, isLongUnknown, isOverdue, events };
  }

  /** The event that an owner takes. */
  told(row: PaymentRow, state: string, refundId: string | null): OutboxEvent {
    const id = this.#newEventId();
    return {
      id: `${id}@edgemart-order`,
      queue: "edgemart-order",
      body: {
        ...{ id, type: "payment.changed", version: 1, source: "payment", occurredAt: this.in(0) },
        aggregate: { type: "payment", id: row.id, sequence: row.version },
        correlationId: "proof",
        data: {
          ...{ purpose: row.purpose, reference: row.reference, paymentId: row.id, state },
          ...(refundId !== null && { refundId }),
          isDeposit:
            row.cardMinor > 0 && (row.instrument.kind ?? "virtual_account") === "virtual_account",
        },
      },
    };
  }

  /** Other payments of the same order. */
  others(row: Pick<PaymentRow, "id" | "reference">): PaymentRow[] {
    return [...this.payments.values()].filter(
      ({ id, reference }) => reference === row.reference && id !== row.id,
    );
  }

  #isRefused(next: PaymentRow): boolean {
    if (next.paymentKey !== null) {
      const { paymentKey } = next;
      for (const each of this.payments.values()) {
        if (each.id !== next.id && each.paymentKey === paymentKey) return true;
      }
    }
    const isOpen = (state: string) => ["READY", "CONFIRMING", "AWAITING_DEPOSIT"].includes(state);
    return this.others(next).some(
      ({ state }) =>
        (isOpen(next.state) && isOpen(state)) || (next.state === "PAID" && state === "PAID"),
    );
  }
}

/** Thrown where a unique index refuses a row. */
export class UniqueError extends Error {
  override name = "UniqueError";
}
