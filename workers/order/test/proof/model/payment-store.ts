/** The functions of attempts as a small state machine: each method is one statement, and decides as its SQL does. */

import type { PaymentRow } from "../../../../payment/src/core/payment-row.ts";
import { LEASE_SECONDS } from "../../../../payment/src/core/waits.ts";
import type { NewAttempt, PaymentStore } from "../../../../payment/src/ports/payment-store.ts";
import { applySettlement } from "./apply-settlement.ts";
import { type PaymentsTable, UniqueError } from "./payments-table.ts";

/** Makes the store. */
export function modelPayments(table: PaymentsTable): PaymentStore {
  const { payments } = table;
  const own = (id: string, purpose: string) => {
    const row = payments.get(id);
    return row?.purpose === purpose ? row : undefined;
  };
  /** Ends an attempt that was not confirmed in time. */
  const expired = (row: PaymentRow, events: PaymentEvents) =>
    table.move(row, "EXPIRED", { sealed: null }, events);
  const beginKeyless: PaymentStore["beginKeyless"] = async (purpose, id, cardMinor) => {
    const row = own(id, purpose);
    const events: PaymentEvents = [];
    if (!row) return { did: "unknown" };
    if (row.state !== "READY" && row.state !== "CONFIRMING") return table.answer(row, "is");
    if (row.state === "READY" && table.isOver(row.readyUntil)) {
      return table.answer(expired(row, events), "is", events);
    }
    if (cardMinor !== row.cardMinor) return table.answer(row, "mismatch");
    if (row.state === "CONFIRMING") return again(table, row);
    return table.answer(confirming(table, row, null, events), "call", events);
  };
  return {
    open: async (attempt) => open(table, attempt),
    async beginConfirm(purpose, id, paymentKey, cardMinor) {
      const row = own(id, purpose);
      const events: PaymentEvents = [];
      if (!row) return { did: "unknown" };
      if (row.state !== "READY" && row.state !== "CONFIRMING") return table.answer(row, "is");
      if (row.state === "READY" && table.isOver(row.readyUntil)) {
        return table.answer(expired(row, events), "is", events);
      }
      if (cardMinor !== row.cardMinor) return table.answer(row, "mismatch");
      if (row.state === "CONFIRMING") {
        if (paymentKey !== null && row.paymentKey !== null && paymentKey !== row.paymentKey)
          return table.answer(row, "mismatch");
        return again(table, row);
      }
      if (paymentKey === null) return table.answer(row, "no_key");
      try {
        return table.answer(confirming(table, row, paymentKey, events), "call", events);
      } catch (thrown) {
        if (thrown instanceof UniqueError) return table.answer(row, "key_taken");
        throw thrown;
      }
    },
    beginKeyless,
    apply: async (id, seen, told, calls, waits) => {
      if (calls.length > 0) table.asked.set(id, table.clock.now);
      return applySettlement(table, id, seen, told, waits);
    },
    async abandon({ id, purpose, reference, attempt }) {
      const row = payments.get(id);
      const events: PaymentEvents = [];
      if (!row) {
        const mark = markOf(table, { id, purpose, reference, attempt });
        const isTaken = table.others(mark).some((each) => each.attempt === attempt);
        if (isTaken) return { did: "unknown" };
        if (table.rules.abandonLeavesMark) payments.set(id, mark);
        return table.answer(mark, "abandoned");
      }
      if (row.purpose !== purpose || row.reference !== reference) return { did: "unknown" };
      if (row.state === "READY") return table.answer(expired(row, events), "abandoned", events);
      if (row.state === "CONFIRMING") return again(table, row);
      if (row.state === "AWAITING_DEPOSIT") return table.answer(leased(table, row), "cancel");
      return table.answer(row, row.state === "PAID" ? "paid" : "abandoned");
    },
    async takeDue(ids, most) {
      const due = [...payments.values()].filter(
        ({ id, state, nextLookAt }) =>
          ["CONFIRMING", "AWAITING_DEPOSIT", "ORPHANED"].includes(state) &&
          table.isOver(nextLookAt) &&
          (ids === null || ids.includes(id)),
      );
      // Of those that are due at the same moment the first id is first: a schedule is the same in every world.
      due.sort((a, b) => (a.id < b.id ? -1 : 1));
      return due.slice(0, most).map((row) => table.answer(leased(table, row), "look"));
    },
    async expireReady(most) {
      const due = [...payments.values()].filter(
        ({ state, readyUntil }) => state === "READY" && table.isOver(readyUntil),
      );
      for (const row of due.slice(0, most)) expired(row, []);
      return Math.min(most, due.length);
    },
    read: async (purpose, ids) =>
      ids.flatMap((id) => {
        const row = own(id, purpose);
        return row ? [row] : [];
      }),
  };
}

type PaymentEvents = Parameters<PaymentsTable["move"]>[3];

function leased(table: PaymentsTable, row: PaymentRow): PaymentRow {
  return table.wait(row, { nextLookAt: table.in(LEASE_SECONDS), tries: row.tries + 1 });
}

/** What is being confirmed is looked up by one caller at a time. */
function again(table: PaymentsTable, row: PaymentRow) {
  if (!table.isOver(row.nextLookAt)) return table.answer(row, "wait" as const);
  return table.answer(leased(table, row), "look" as const);
}

function confirming(
  table: PaymentsTable,
  row: PaymentRow,
  paymentKey: string | null,
  events: PaymentEvents,
): PaymentRow {
  const set = { confirmingAt: table.in(0), nextLookAt: table.in(LEASE_SECONDS), tries: 1 };
  return table.move(
    row,
    "CONFIRMING",
    { ...set, ...(paymentKey !== null && { paymentKey }) },
    events,
  );
}

function open(table: PaymentsTable, asked: NewAttempt): Awaited<ReturnType<PaymentStore["open"]>> {
  const events: PaymentEvents = [];
  const before = table.payments.get(asked.id);
  if (!before) {
    const isTaken = table
      .others(asked)
      .some(
        ({ attempt, state }) =>
          attempt === asked.attempt ||
          ["READY", "CONFIRMING", "AWAITING_DEPOSIT"].includes(state) ||
          (asked.cardMinor === 0 && state === "PAID"),
      );
    if (isTaken) return { did: "mismatched" };
    if (!table.purses.hold(asked)) return { did: "points_insufficient" };
    const row = rowOf(table, asked);
    table.payments.set(row.id, row);
    if (row.cardMinor > 0) return table.answer(row, "made");
    const set = { paidAt: table.in(0), sealed: null };
    return table.answer(table.move(row, "PAID", set, events), "made", events);
  }
  if (before.purpose !== asked.purpose) return { did: "mismatched" };
  if (before.state === "EXPIRED" && before.totalMinor === 0) return table.answer(before, "is");
  const isSame = (["reference", "attempt", "memberId", "totalMinor", "cardMinor"] as const).every(
    (column) => before[column] === asked[column],
  );
  if (!isSame) return { did: "mismatched" };
  const isLate = before.state === "READY" && table.isOver(before.readyUntil);
  const row = isLate ? table.move(before, "EXPIRED", { sealed: null }, events) : before;
  return table.answer(row, "is", events);
}

const EMPTY: Omit<
  PaymentRow,
  | "id"
  | "purpose"
  | "reference"
  | "attempt"
  | "totalMinor"
  | "cardMinor"
  | "pointAmount"
  | "state"
  | "createdAt"
> = {
  ...{ memberId: null, currency: "KRW", gateway: "simulator", version: 1, paymentKey: null },
  ...{ account: null, webhookSecretHash: null, cashReceipt: null, sealed: null, readyUntil: null },
  ...{ dueAt: null, confirmingAt: null, nextLookAt: null, tries: 0, misses: 0, failure: null },
  ...{ attention: null, voidRefusals: 0, refundingCard: 0, refundedCard: 0, refundingPoints: 0 },
  ...{ refundedPoints: 0, reversedAt: null, paidAt: null, voidAccount: null, updatedAt: "" },
  instrument: { kind: null, label: null, approval: null },
  page: { orderName: "", returnPath: "/", locale: "ko", bank: null, receipt: null },
};

function rowOf(table: PaymentsTable, asked: NewAttempt): PaymentRow {
  const { id, purpose, reference, memberId, attempt, totalMinor, cardMinor, pointAmount } = asked;
  return {
    ...EMPTY,
    ...{ id, purpose, reference, memberId, attempt, totalMinor, cardMinor, pointAmount },
    ...{ state: "READY", sealed: asked.sealed, createdAt: table.in(0) },
    readyUntil: table.in(asked.readySeconds),
    instrument: { ...EMPTY.instrument, ...asked.instrument },
    page: { ...EMPTY.page, ...asked.page },
  };
}

function markOf(
  table: PaymentsTable,
  which: Pick<NewAttempt, "id" | "purpose" | "reference" | "attempt">,
): PaymentRow {
  const amounts = { totalMinor: 0, cardMinor: 0, pointAmount: 0 };
  return { ...EMPTY, ...which, ...amounts, state: "EXPIRED", createdAt: table.in(0) };
}
