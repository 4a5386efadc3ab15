/** The functions of refunds as a small state machine: each method is one statement, and decides as its SQL does. */
import { mayMove } from "@edgemart/contracts/transitions";
import type { PaymentRow } from "../../../../payment/src/core/payment-row.ts";
import { LEASE_SECONDS } from "../../../../payment/src/core/waits.ts";
import type { RefundStore } from "../../../../payment/src/ports/refund-store.ts";
import { timeOf } from "./clock.ts";
import type { Change, ModelRefund, PaymentsTable } from "./payments-table.ts";

type Events = Parameters<PaymentsTable["move"]>[3];
const OLD_SECONDS = 14 * 86_400;
const ONE_AT_A_TIME_SECONDS = 5;

/** Makes the store. */
export function modelRefunds(table: PaymentsTable): RefundStore {
  const { refunds, payments } = table;
  const both = (id: string) => {
    const refund = refunds.get(id);
    const row = payments.get(refund?.paymentId ?? "");
    return refund && row ? { refund, row } : null;
  };
  return {
    async request(asked) {
      const row = payments.get(asked.paymentId);
      if (row?.purpose !== asked.purpose) return { did: "not_paid" };
      const { id, paymentId, cardMinor, pointAmount, sealedAccount, kind, reason } = asked;
      const known = refunds.get(id);
      if (known) {
        const isSame =
          known.paymentId === paymentId &&
          known.cardMinor === cardMinor &&
          known.pointAmount === pointAmount;
        if (!isSame) return { did: "mismatched" };
        if (known.state !== "REFUSED" || sealedAccount === null)
          return answer(table, row, known, "is");
      }
      if (row.state !== "PAID") return { did: "not_paid" };
      const isDeposit = row.instrument.kind === "virtual_account";
      if (cardMinor > 0 && isDeposit && sealedAccount === null) return { did: "account_required" };
      const isCard = cardMinor > row.cardMinor - row.refundingCard - row.refundedCard;
      const isPoints = pointAmount > row.pointAmount - row.refundingPoints - row.refundedPoints;
      if (isCard || isPoints) return { did: "exceeds" };
      const refund: ModelRefund = known
        ? { ...known, version: known.version + 1, tries: 0, attention: null }
        : {
            ...{ id, paymentId, kind, cardMinor, pointAmount, reason, version: 1, refusals: 0 },
            ...{ state: "REQUESTED", refusal: null, byHand: false, sealedAccount, settlesAt: null },
            ...{ transactionKey: null, note: null, nextLookAt: null },
            ...{ attention: null, tries: 0, createdAt: table.in(0), settledAt: null, nextLook: 0 },
          };
      const open = write(
        table,
        { ...refund, nextLook: table.clock.now, sealedAccount },
        "REQUESTED",
      );
      const events: Events = [];
      const set = reserve(row, open, 1);
      const moved = table.move(row, row.state, set, events);
      if (open.cardMinor > 0) return answer(table, moved, open, "requested", events);
      return finish(table, moved, open, {}, events);
    },
    async begin(id) {
      const found = both(id);
      if (!found) return { did: "unknown" };
      const { row, refund } = found;
      const events: Events = [];
      const { now } = table.clock;
      if (refund.state === "REQUESTED") {
        const isBusy = [...refunds.values()].some(
          ({ paymentId, state }) => paymentId === row.id && state === "CONFIRMING",
        );
        if (isBusy && table.rules.oneRefundInFlight) {
          return answer(
            table,
            row,
            put(table, refund, { nextLook: now + ONE_AT_A_TIME_SECONDS }),
            "wait",
          );
        }
        const moved = table.move(row, row.state, {}, events);
        const sent = {
          ...refund,
          version: refund.version + 1,
          tries: 1,
          nextLook: now + LEASE_SECONDS,
        };
        return answer(table, moved, write(table, sent, "CONFIRMING"), "call", events);
      }
      if (refund.state !== "CONFIRMING") return answer(table, row, refund, "is");
      if ((refund.nextLook ?? 0) > now) return answer(table, row, refund, "wait");
      const set = { nextLook: now + LEASE_SECONDS, tries: refund.tries + 1 };
      return answer(table, row, put(table, refund, set), "look");
    },
    async settle(id, seen, about, calls, waits) {
      const found = both(id);
      if (!found) return { did: "unknown" };
      const { row, refund } = found;
      if (calls.length > 0) table.asked.set(row.id, table.clock.now);
      const told = about as { kind: string; why?: string };
      const events: Events = [];
      if (refund.state !== "CONFIRMING") return answer(table, row, refund, "is");
      if (told.kind === "done") {
        const isDeposit = row.instrument.kind === "virtual_account";
        const settlesAt = isDeposit ? table.in(2 * 86_400) : null;
        return finish(table, row, refund, { settlesAt }, events);
      }
      if (told.kind === "refused" && refund.version === seen) {
        const refused = write(
          table,
          {
            ...refund,
            ...{ version: refund.version + 1, refusals: refund.refusals + 1, nextLook: null },
            ...{ refusal: told.why ?? null, attention: "refund_refused", sealedAccount: null },
          },
          "REFUSED",
        );
        const set = reserve(row, refused, -1);
        const moved = table.move(row, row.state, set, events);
        events.push(table.told(moved, "REFUSED", id));
        return answer(table, moved, refused, "moved", events);
      }
      const later = put(table, refund, { nextLook: table.clock.now + waits.again });
      return answer(table, row, later, "is");
    },
    due: async (most) =>
      [...refunds.values()]
        .filter(({ nextLook }) => nextLook !== null && nextLook <= table.clock.now)
        .filter(({ state }) => state === "REQUESTED" || state === "CONFIRMING")
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, most)
        .map(({ id }) => id),
    read: async (_purpose, ids) => ids.flatMap((id) => refunds.get(id) ?? []),
  };
}

function reserve(row: PaymentRow, refund: ModelRefund, sign: 1 | -1): Change {
  return {
    refundingCard: row.refundingCard + sign * refund.cardMinor,
    refundingPoints: row.refundingPoints + sign * refund.pointAmount,
  };
}

function put(table: PaymentsTable, refund: ModelRefund, set: Partial<ModelRefund>): ModelRefund {
  const next = { ...refund, ...set };
  table.refunds.set(refund.id, next);
  return next;
}

function write(
  table: PaymentsTable,
  refund: ModelRefund,
  state: ModelRefund["state"],
): ModelRefund {
  const before = table.refunds.get(refund.id)?.state;
  if (before !== undefined && before !== state && !mayMove("refund", before, state)) {
    table.broken.push(`e: ${refund.id} went from ${before} to ${state}`);
  }
  return put(table, refund, { state });
}

function finish(
  table: PaymentsTable,
  row: PaymentRow,
  refund: ModelRefund,
  set: Partial<ModelRefund>,
  events: Events,
) {
  const done = write(
    table,
    {
      ...refund,
      ...set,
      ...{ version: refund.version + 1, settledAt: table.in(0), sealedAccount: null },
      ...{ nextLook: null, attention: null },
    },
    "DONE",
  );
  const free = reserve(row, done, -1);
  const moved = table.move(
    row,
    row.state,
    {
      ...free,
      refundedCard: row.refundedCard + done.cardMinor,
      refundedPoints: row.refundedPoints + done.pointAmount,
    },
    events,
  );
  table.purses.giveBack(done.id, row.memberId, done.pointAmount);
  events.push(table.told(moved, "DONE", done.id));
  return answer(table, moved, done, "moved", events);
}

function answer<Did extends string>(
  table: PaymentsTable,
  row: PaymentRow,
  refund: ModelRefund,
  did: Did,
  events: Events = [],
) {
  const isOld = refund.createdAt < timeOf(table.clock.now - OLD_SECONDS);
  return { ...table.answer(row, did, events), refund, byHandCard: 0, isOld };
}
