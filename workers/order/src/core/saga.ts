/**
 * What an order's step leads to, by what the one who was asked answers: the saga's decisions as pure functions.
 *
 * No effect is here and no clock: a decision is carried out by one statement. @see specs/orders.md 31
 */
import type { PaymentFacts, PaymentSagaRpc, Settled } from "@edgemart/contracts/payment-saga";
import type { CatalogStockRpc } from "@edgemart/contracts/stock-hold";
import type { Decision, StepWrite } from "./decision.ts";
import { dayEnd } from "./return-terms.ts";
import type { OrderRow, StepArgs, StepName, StepRow } from "./rows.ts";

/** What a verb of another Worker answers. */
type Answer<Verb extends (...input: never[]) => unknown> = Awaited<ReturnType<Verb>>;

/** Seconds between two looks at an open attempt, and at a deposit. */
export const LOOK_SECONDS = { open: 30, deposit: 600 } as const;
/** Seconds a deposit's order lives longer than the account: payment ends it first. */
export const DEPOSIT_GRACE_SECONDS = 900;

const now = (name: StepName, args: StepArgs = {}): StepWrite => ({ name, args, dueSeconds: 0 });
const again = (error: string): Decision => ({ kind: "again", error });
const step = (next: StepWrite): Decision => ({ kind: "step", step: next });

/** Decides after `hold` was answered to the request that places. */
export function afterHold(answer: Answer<CatalogStockRpc["hold"]>, { args }: StepRow): Decision {
  switch (answer.state) {
    case "held":
      return {
        kind: "move",
        move: {
          to: "PENDING",
          event: "placed_held",
          deadline: { at: answer.expiresAt, plusSeconds: 0 },
          ...(args.replaces && { replaced: args.replaces.orderId }),
          step: null,
        },
      };
    case "short":
      return undone("sold_out");
    // Another's tombstone: this placing has ended.
    case "released":
    case "pinned":
    case "committed":
      return undone("abandoned");
    // The id is of another hold, which is not this order's to release.
    case "mismatched":
      return undone("abandoned", null);
  }
}

/**
 * Ends a placing that no one goes on with. Its hold is released after the move, also where none was made: a repeated
 * `hold` that arrives later finds the mark, and blocks no stock.
 */
export function undone(
  reason: "sold_out" | "abandoned",
  step: StepWrite | null = now("release"),
): Decision {
  return {
    kind: "move",
    move: { to: "CANCELLED", event: "placing_undone", deadline: null, reason, step },
  };
}

/** Decides after `pin`; null when the payment may be opened. */
export function afterPin(answer: Answer<CatalogStockRpc["pin"]>): Decision | null {
  switch (answer.state) {
    case "pinned":
      return null;
    case "lost":
    case "released":
    case "committed":
      return step(now("end", { to: "CANCELLED", reason: "sold_out" }));
    // `held`: a pin that did not take. `stale`: a later attempt has pinned, and its step follows.
    case "held":
    case "stale":
      return again(`pin_${answer.state}`);
  }
}

/** Decides after `open`. */
export function afterOpen(answer: Answer<PaymentSagaRpc["open"]>): Decision {
  switch (answer.state) {
    case "opened":
      return step({ name: "look", args: {}, dueSeconds: LOOK_SECONDS.open });
    // Points alone, or nothing to pay.
    case "paid":
      return paid();
    case "awaiting_deposit":
    case "pending":
      return afterSettled(answer);
    case "declined":
      return failed(answer.why);
    default:
      return failed(answer.state);
  }
}

/** Decides after `confirm`. `unknown_key`: the page may come again with a right one. */
export function afterConfirm(answer: Answer<PaymentSagaRpc["confirm"]>): Decision {
  switch (answer.state) {
    case "paid":
    case "awaiting_deposit":
    case "pending":
      return afterSettled(answer);
    case "declined":
      return failed(answer.why);
    case "unknown_key":
      return step({ name: "look", args: {}, dueSeconds: LOOK_SECONDS.open });
    case "refused":
      return answer.why === "expired"
        ? failed("expired")
        : step({ name: "look", args: {}, dueSeconds: LOOK_SECONDS.open });
  }
}

/** Decides after a look at the attempt of an order. */
export function afterLook(order: OrderRow, facts: PaymentFacts | undefined): Decision {
  if (order.state === "PAID" || order.state === "COMPLETED") {
    const isMarked = order.attention === "deposit_reversed";
    if (facts === undefined || facts.depositReversed === isMarked) return { kind: "done" };
    return isMarked ? { kind: "paid_again" } : { kind: "attention", reason: "deposit_reversed" };
  }
  // A message that came late, about an order that has ended.
  if (order.state !== "PAYING" && order.state !== "AWAITING_DEPOSIT") return { kind: "done" };
  switch (facts?.state) {
    case "READY":
      return step({ name: "look", args: {}, dueSeconds: LOOK_SECONDS.open });
    case "CONFIRMING":
      return again("pending");
    case "AWAITING_DEPOSIT":
      return order.state === "AWAITING_DEPOSIT" || facts.account === null
        ? step({ name: "look", args: {}, dueSeconds: LOOK_SECONDS.deposit })
        : awaiting(facts.account.dueAt);
    case "PAID":
      return paid();
    default:
      return failed(facts?.failure ?? "expired");
  }
}

function afterSettled(answer: Exclude<Settled, { state: "declined" }>): Decision {
  switch (answer.state) {
    case "paid":
      return paid();
    case "awaiting_deposit":
      return awaiting(answer.account.dueAt);
    case "pending":
      return again("pending");
  }
}

function failed(reason: string): Decision {
  return step(now("end", { to: "PENDING", reason }));
}

function awaiting(dueAt: string): Decision {
  return {
    kind: "move",
    move: {
      to: "AWAITING_DEPOSIT",
      event: "deposit_awaited",
      deadline: { at: dueAt, plusSeconds: DEPOSIT_GRACE_SECONDS },
      step: { name: "look", args: {}, dueSeconds: LOOK_SECONDS.deposit },
    },
  };
}

/** The move that money makes. What was asked for meanwhile (a cancellation) follows as a step of its own. */
export function paid(): Decision {
  return {
    kind: "move",
    move: { to: "PAID", event: "paid", deadline: null, reason: null, step: now("commit") },
  };
}

/** Decides after `abandon`: only an attempt that ended without money lets the order go. */
export function afterAbandon(
  order: Pick<OrderRow, "payable" | "cancelRequested" | "state">,
  { args }: StepRow,
  answer: Answer<PaymentSagaRpc["abandon"]>,
): Decision {
  if (answer.state === "pending") return again("pending");
  if (answer.state === "paid") return paid();
  const reason = order.cancelRequested ? "cancelled" : (args.reason ?? "expired");
  const to = endOf(order, args.to ?? "EXPIRED");
  return {
    kind: "move",
    move: {
      to,
      event: to === "PENDING" ? "attempt_failed" : to === "EXPIRED" ? "expired" : "cancelled",
      deadline: to === "PENDING" ? "attempts" : null,
      reason,
      step: to === "PENDING" ? now("unpin") : now("release"),
    },
  };
}

/** Where an order goes whose attempt ended without money. */
function endOf(
  { payable, cancelRequested, state }: Pick<OrderRow, "payable" | "cancelRequested" | "state">,
  wanted: "PENDING" | "CANCELLED" | "EXPIRED",
): "PENDING" | "CANCELLED" | "EXPIRED" {
  if (cancelRequested) return "CANCELLED";
  if (wanted === "CANCELLED") return "CANCELLED";
  return wanted === "PENDING" && state === "PAYING" && payable ? "PENDING" : "EXPIRED";
}

/** Decides after `release` or `unpin`: whatever the hold is now, nothing more is owed. */
export function afterRelease(): Decision {
  return { kind: "done" };
}

/**
 * Decides after `commit`.
 *
 * @param earns points the order earns; 0: no step
 */
export function afterCommit(
  order: Pick<OrderRow, "cancelRequested">,
  answer: Answer<CatalogStockRpc["commit"]>,
  earns: number,
): Decision {
  // A pinned hold can only be committed: another answer is an error that people must see, and is asked again.
  if (answer.state !== "committed") return again(`commit_${answer.state}`);
  if (order.cancelRequested) return { kind: "committed", step: now("cancel") };
  return { kind: "committed", step: earns > 0 ? now("earn") : null };
}

/** Decides after `earn`. */
export function afterEarn(answer: Answer<PaymentSagaRpc["earn"]>): Decision {
  return answer.state === "mismatched" ? again("earn_mismatched") : { kind: "done" };
}

/** Days from paying until points are expected to be the member's: delivery, and the days of a return. */
const EARN_DAYS = 10;

/** Gives the end of the day, in Seoul, on which points are expected. @param paidAt RFC 3339 @returns RFC 3339 */
export function earnDue(paidAt: string): string {
  return dayEnd(paidAt, EARN_DAYS);
}
