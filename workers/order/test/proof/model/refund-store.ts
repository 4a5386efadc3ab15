/** The functions of refunds as a small state machine: each method is one statement, and decides as its SQL does. */
import { mayMove } from "@edgemart/contracts/transitions";
import type { PaymentRow } from "../../../../payment/src/core/payment-row.ts";
import { LEASE_SECONDS } from "../../../../payment/src/core/waits.ts";
import type { NewRefund, RefundStore } from "../../../../payment/src/ports/refund-store.ts";
import { secondsOf, timeOf } from "./clock.ts";
import type { Change, ModelRefund, PaymentsTable } from "./payments-table.ts";

type Events = Parameters<PaymentsTable["move"]>[3];
const DAY_SECONDS = 86_400;
const OLD_SECONDS = 14 * DAY_SECONDS;
const ONE_AT_A_TIME_SECONDS = 5;
/** How often the transfer of a refund is looked at that has not arrived. */
const TRANSFER_SECONDS = 6 * 3_600;
const UNRESOLVED_SECONDS = 3_600;

/** Makes the store. */
export function modelRefunds(table: PaymentsTable): RefundStore {
  const { refunds, payments } = table;
  const both = (id: string) => {
    const refund = refunds.get(id);
    const row = payments.get(refund?.paymentId ?? "");
    return refund && row ? { refund, row } : null;
  };
  return {
    request: async (asked) => requestInModel(table, asked),
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
      const { state, nextLook } = refund;
      if (state === "REFUSED" || nextLook === null) return answer(table, row, refund, "is");
      const isDone = state === "DONE";
      if (nextLook > now) return answer(table, row, refund, isDone ? "is" : "wait");
      const set = { nextLook: now + LEASE_SECONDS, tries: refund.tries + 1 };
      return answer(table, row, put(table, refund, set), isDone ? "transfer" : "look");
    },
    async settle(id, seen, about, calls, waits) {
      const found = both(id);
      if (!found) return { did: "unknown" };
      const { row, refund } = found;
      if (calls.length > 0) table.asked.set(row.id, table.clock.now);
      const told = about as { kind: string; why?: string; transfer?: string | null };
      const events: Events = [];
      if (refund.state === "DONE" && refund.nextLook !== null) {
        const hasArrived = told.transfer === "arrived";
        const nextLook = hasArrived ? null : table.clock.now + TRANSFER_SECONDS;
        return answer(table, row, put(table, refund, { nextLook }), "is");
      }
      if (refund.state !== "CONFIRMING") return answer(table, row, refund, "is");
      if (told.kind === "done") {
        const isDeposit = row.instrument.kind === "virtual_account";
        const settlesAt = isDeposit ? table.in(2 * DAY_SECONDS) : null;
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
      if (refund.sent < table.clock.now - OLD_SECONDS) return unresolved(table, row, refund);
      const later = put(table, refund, { nextLook: table.clock.now + waits.again });
      return answer(table, row, later, "is");
    },
    due: async (most) =>
      [...refunds.values()]
        .filter(({ nextLook }) => nextLook !== null && nextLook <= table.clock.now)
        .filter(({ state }) => state !== "REFUSED")
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, most)
        .map(({ id }) => id),
    read: async (_purpose, ids) => ids.flatMap((id) => refunds.get(id) ?? []),
  };
}

/**
 * Reserves a refund.
 *
 * @param isAgain staff let a refused one begin anew
 */
export function requestInModel(
  table: PaymentsTable,
  asked: NewRefund,
  isAgain = false,
): Awaited<ReturnType<RefundStore["request"]>> {
  const { refunds, payments } = table;
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
    if (known.state !== "REFUSED" || (sealedAccount === null && !isAgain))
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
        ...{
          attention: null,
          tries: 0,
          createdAt: table.in(0),
          settledAt: null,
          nextLook: 0,
          sent: 0,
        },
      };
  const open = write(table, { ...refund, nextLook: table.clock.now, sealedAccount }, "REQUESTED");
  const events: Events = [];
  const set = table.rules.refundReserves ? reserve(row, open, 1) : {};
  const moved = table.move(row, row.state, set, events);
  if (open.cardMinor > 0) return answer(table, moved, open, "requested", events);
  return finish(table, moved, open, {}, events);
}

/** A refund whose end is not known for 14 days is looked for alone, and people are notified. */
function unresolved(table: PaymentsTable, row: PaymentRow, refund: ModelRefund) {
  const events: Events = [];
  const nextLook = table.clock.now + UNRESOLVED_SECONDS;
  const isNew = refund.attention === null;
  const noted = isNew ? { attention: "refund_unresolved", version: refund.version + 1 } : {};
  const moved = isNew ? table.move(row, row.state, {}, events) : row;
  return answer(table, moved, put(table, refund, { ...noted, nextLook }), "is", events);
}

function reserve(row: PaymentRow, refund: ModelRefund, sign: 1 | -1): Change {
  return {
    refundingCard: row.refundingCard + sign * refund.cardMinor,
    refundingPoints: row.refundingPoints + sign * refund.pointAmount,
  };
}

function put(table: PaymentsTable, refund: ModelRefund, set: Partial<ModelRefund>): ModelRefund {
  const { nextLook } = { ...refund, ...set };
  const nextLookAt = nextLook === null ? null : timeOf(nextLook);
  const next = { ...refund, ...set, nextLookAt };
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
  return put(table, refund, { state, sent: table.clock.now });
}

/** A refund is done: what was reserved is given back, with its points. One that was refused has no reserve any more. */
export function finish(
  table: PaymentsTable,
  row: PaymentRow,
  refund: ModelRefund,
  set: Partial<ModelRefund>,
  events: Events,
) {
  const isReserved = refund.state !== "REFUSED";
  const settles = set.settlesAt ?? null;
  const done = write(
    table,
    {
      ...refund,
      ...set,
      ...{ version: refund.version + 1, settledAt: table.in(0), sealedAccount: null },
      ...{ nextLook: settles === null ? null : secondsOf(settles), attention: null },
    },
    "DONE",
  );
  const free = isReserved ? reserve(row, done, -1) : {};
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

/** What a function on a refund answers. */
export function answer<Did extends string>(
  table: PaymentsTable,
  row: PaymentRow,
  refund: ModelRefund,
  did: Did,
  events: Events = [],
) {
  const isOld = refund.sent < table.clock.now - OLD_SECONDS;
  const byHandCard = [...table.refunds.values()]
    .filter((each) => each.paymentId === row.id && each.byHand && each.state === "DONE")
    .reduce((sum, { cardMinor }) => sum + cardMinor, 0);
  return { ...table.answer(row, did, events), refund, byHandCard, isOld };
}
