/** What `payment.apply_settlement` makes of what the gateway says, however it was learnt. */

import type { PaymentRow } from "../../../../payment/src/core/payment-row.ts";
import type { CancelOutcome, Settlement } from "../../../../payment/src/core/settlement.ts";
import type { PaymentStore } from "../../../../payment/src/ports/payment-store.ts";
import { secondsOf, timeOf } from "./clock.ts";
import { type Change, type PaymentsTable, UniqueError } from "./payments-table.ts";

type Events = Parameters<PaymentsTable["move"]>[3];
type Waits = { again: number; deposit: number };
/** What the question was asked about: the row as it is, and after the last time that money came or was taken back. */
type Asked = { isOfVersion: boolean; isSinceTurn: boolean };
/** Everything that may be said of a payment. */
type Told = Settlement | CancelOutcome | { kind: "void_refused" | "stuck"; why: string };

const MISSES_MAX = 4;
const DAY_SECONDS = 86_400;

/** Applies it. Money that is there counts in every state; what says "no" counts for the version that was asked about. */
export function applySettlement(
  table: PaymentsTable,
  id: string,
  seen: number,
  about: object,
  waits: Waits,
): Awaited<ReturnType<PaymentStore["apply"]>> {
  const row = table.payments.get(id);
  if (!row) return { did: "unknown" };
  if (row.totalMinor === 0) return table.answer(row, "is");
  const told = about as Told;
  const events: Events = [];
  const asked = {
    isOfVersion: row.version === seen,
    isSinceTurn: (table.turned.get(id) ?? 0) <= seen,
  };
  const moved = movedBy(table, row, told, asked, waits, events);
  if (moved) return table.answer(moved, "moved", events);
  if (told.kind === "awaiting" && row.state === "AWAITING_DEPOSIT") {
    const nextLookAt = timeOf(nextDepositLook(table, row, waits));
    return table.answer(table.wait(row, { nextLookAt }), "is");
  }
  if (told.kind === "stuck" && row.state === "ORPHANED") {
    const isNew = row.attention !== told.why;
    const noted = isNew ? table.move(row, row.state, { attention: told.why }, events) : row;
    return table.answer(table.wait(noted, { nextLookAt: table.in(DAY_SECONDS) }), "is", events);
  }
  const waitsOn = ["CONFIRMING", "ORPHANED", "AWAITING_DEPOSIT"].includes(row.state);
  const now = waitsOn ? table.wait(row, { nextLookAt: table.in(waits.again) }) : row;
  return table.answer(now, "is");
}

function movedBy(
  table: PaymentsTable,
  row: PaymentRow,
  told: Told,
  { isOfVersion, isSinceTurn }: Asked,
  waits: Waits,
  events: Events,
): PaymentRow | null {
  switch (told.kind) {
    case "paid":
      return paid(table, row, factsOf(row, told), isSinceTurn, events);
    case "foreign_amount": {
      if (["PAID", "ORPHANED", "VOIDED"].includes(row.state)) return null;
      const failure = "amount_mismatch" as const;
      const facts = { ...factsOf(row, told), failure, attention: failure };
      return orphan(table, row, facts, events);
    }
    case "awaiting":
      return awaiting(table, row, factsOf(row, told), { ...waits, isSinceTurn }, events);
    case "ended":
      if (row.state === "ORPHANED") {
        const attention = row.attention === "amount_mismatch" ? row.attention : null;
        return table.move(row, "VOIDED", { sealed: null, attention }, events);
      }
      if (row.state === "AWAITING_DEPOSIT")
        return table.move(row, "EXPIRED", { sealed: null }, events);
      if (row.state !== "CONFIRMING" || !isOfVersion) return null;
      return table.move(row, "FAILED", { failure: told.why ?? "declined", sealed: null }, events);
    case "declined":
      if (row.state !== "CONFIRMING" || !isOfVersion) return null;
      return table.move(row, "FAILED", { failure: told.why, sealed: null }, events);
    case "unknown_key": {
      if (row.state !== "CONFIRMING" || !isOfVersion) return null;
      const misses = row.misses + 1;
      if (row.misses >= MISSES_MAX) {
        return table.move(row, "FAILED", { failure: "key_unknown", misses, sealed: null }, events);
      }
      return table.move(row, "READY", { paymentKey: null, confirmingAt: null, misses }, events);
    }
    case "void_refused": {
      const isVoiding = row.state === "ORPHANED" || row.state === "AWAITING_DEPOSIT";
      if (!isVoiding || !isOfVersion) return null;
      const voidRefusals = row.voidRefusals + 1;
      const nextLookAt = table.in(waits.again);
      return table.move(
        row,
        row.state,
        { voidRefusals, attention: "void_refused", nextLookAt },
        events,
      );
    }
    default:
      return null;
  }
}

function factsOf(row: PaymentRow, told: Told): Change {
  const of = told as Partial<Extract<Settlement, { kind: "awaiting" }>>;
  const { paymentKey, account, dueAt } = of;
  const { instrument } = told as Partial<Extract<Settlement, { kind: "paid" }>>;
  return {
    ...(paymentKey !== undefined && { paymentKey }),
    ...(account !== undefined && { account }),
    ...(dueAt !== undefined && { dueAt }),
    instrument: instrument ?? row.instrument,
  };
}

function paid(
  table: PaymentsTable,
  row: PaymentRow,
  facts: Change,
  isSinceTurn: boolean,
  events: Events,
) {
  const open = row.state === "READY" ? asConfirming(table, row, events) : row;
  if (open.state === "CONFIRMING" || open.state === "AWAITING_DEPOSIT") {
    try {
      return table.move(open, "PAID", { ...facts, paidAt: table.in(0), sealed: null }, events);
    } catch (thrown) {
      if (thrown instanceof UniqueError) return orphan(table, open, facts, events);
      throw thrown;
    }
  }
  if (row.state === "FAILED" || row.state === "EXPIRED") return orphan(table, row, facts, events);
  if (row.state !== "PAID" || row.reversedAt === null || !isSinceTurn) return null;
  const moved = table.move(row, "PAID", { reversedAt: null }, events);
  events.push(table.told(moved, "PAID", null));
  return moved;
}

function awaiting(
  table: PaymentsTable,
  row: PaymentRow,
  facts: Change,
  waits: Waits & { isSinceTurn: boolean },
  events: Events,
) {
  const open = row.state === "READY" ? asConfirming(table, row, events) : row;
  if (open.state === "CONFIRMING") {
    const moved = table.move(open, "AWAITING_DEPOSIT", facts, events);
    return table.wait(moved, { nextLookAt: timeOf(nextDepositLook(table, moved, waits)) });
  }
  if (open.state !== "PAID" || open.reversedAt !== null || !waits.isSinceTurn) return null;
  const attention = "deposit_reversed";
  const moved = table.move(open, "PAID", { reversedAt: table.in(0), attention }, events);
  events.push(table.told(moved, "PAID", null));
  return moved;
}

function asConfirming(table: PaymentsTable, row: PaymentRow, events: Events): PaymentRow {
  return table.move(row, "CONFIRMING", { confirmingAt: table.in(0) }, events);
}

/** Money that belongs to no purchase: it is given back at once. */
function orphan(table: PaymentsTable, row: PaymentRow, facts: Change, events: Events): PaymentRow {
  let now = row;
  if (now.state === "CONFIRMING") now = table.move(now, "FAILED", facts, events);
  else if (now.state === "READY" || now.state === "AWAITING_DEPOSIT") {
    now = table.move(now, "EXPIRED", facts, events);
  }
  return table.move(now, "ORPHANED", { ...facts, nextLookAt: table.in(0) }, events);
}

function nextDepositLook(table: PaymentsTable, row: PaymentRow, waits: Waits): number {
  const { now } = table.clock;
  const last = secondsOf(row.dueAt ?? timeOf(now)) + 600;
  return last > now ? Math.min(now + waits.deposit, last + 1) : now + waits.again;
}
