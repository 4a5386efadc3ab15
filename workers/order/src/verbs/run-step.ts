/** Does one step of an order: asks the one it belongs to, and gives what follows. Every effect is idempotent by its key. */
import type { CallContext } from "@edgemart/contracts/call";
import type { PaymentNext } from "@edgemart/contracts/payment";
import { CashReceiptInput } from "@edgemart/contracts/payment";
import type { ShortLine } from "@edgemart/contracts/stock-hold";
import type { OrderState } from "@edgemart/contracts/transitions";
import { stillEarned } from "../core/change-saga.ts";
import type { Decision } from "../core/decision.ts";
import type { Held, OrderRow, StepName } from "../core/rows.ts";
import * as saga from "../core/saga.ts";
import type { SagaDeps } from "../ports/deps.ts";

/** What was learnt on the way, for the answer of a request that waits. */
export interface Note {
  next?: PaymentNext | null;
  short?: ShortLine[];
  /** The confirm's own answer. */
  confirm?: string;
  /** Name of what a step threw: the one it asked is unavailable, or did not answer in time. */
  failed?: string;
}

/** What a step came to. */
export interface Tried {
  decision: Decision;
  note?: Note;
}

/** States in which a step still has its meaning; in another one, what it was for has happened. */
const MEANT: Record<StepName, readonly OrderState[]> = {
  hold: ["PLACING"],
  open: ["PAYING"],
  confirm: ["PAYING"],
  look: ["PAYING", "AWAITING_DEPOSIT", "PAID", "COMPLETED"],
  end: ["PAYING", "AWAITING_DEPOSIT"],
  unpin: ["PENDING"],
  release: ["CANCELLED", "EXPIRED"],
  commit: ["PAID"],
  earn: ["PAID", "COMPLETED"],
  cancel: ["PAID"],
  refund: ["PAID", "COMPLETED", "CANCELLED"],
  settle: ["COMPLETED"],
};

/** Does a step. @throws whatever the one asked throws: its answer is not known, and the step stays */
export async function runStep(deps: SagaDeps, held: Held, call: CallContext): Promise<Tried> {
  const { order, step } = held;
  if (!MEANT[step.name].includes(order.state)) return { decision: { kind: "done" } };
  switch (step.name) {
    case "hold":
      return hold(deps, held, call);
    case "open":
      return open(deps, held, call);
    case "confirm":
      return confirm(deps, held, call);
    case "look": {
      const paymentIds = [paymentOf(order)];
      const [facts] = await deps.payment.look({ purpose: "order", paymentIds }, call);
      return { decision: saga.afterLook(order, facts) };
    }
    case "end": {
      const { id: reference, attempts: attempt } = order;
      const why = step.args.reason ?? "expired";
      const ending = {
        purpose: "order",
        paymentId: paymentOf(order),
        reference,
        attempt,
        why,
      } as const;
      return { decision: saga.afterAbandon(order, step, await deps.payment.abandon(ending, call)) };
    }
    case "unpin": {
      const { holdId, attempts: attempt, secondsLeft } = order;
      const ttlSeconds = Math.max(1, secondsLeft ?? 1);
      await deps.stock.unpin({ holdId, attempt, ttlSeconds }, call);
      return { decision: saga.afterRelease() };
    }
    case "release":
      await deps.stock.release({ holdId: order.holdId }, call);
      return { decision: saga.afterRelease() };
    case "commit": {
      const answer = await deps.stock.commit({ holdId: order.holdId }, call);
      return { decision: saga.afterCommit(order, answer, earns(deps, order)) };
    }
    case "earn":
      return earn(deps, order, call);
    case "settle":
      await deps.payment.settleEarn({ orderId: order.id }, call);
      // Posted, or there is nothing to post: either way nothing more is owed.
      return { decision: { kind: "done" } };
    case "cancel":
    case "refund":
      return { decision: { kind: "cancel_all" } };
  }
}

async function hold({ stock, settings }: SagaDeps, held: Held, call: CallContext): Promise<Tried> {
  const { order, step } = held;
  const lines = order.lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const answer = await stock.hold(
    {
      holdId: order.holdId,
      lines,
      ttlSeconds: settings.holdSeconds,
      reference: order.id,
      ...(step.args.replaces && { replaces: step.args.replaces.holdId }),
    },
    call,
  );
  const note = answer.state === "short" ? { short: answer.lines } : {};
  return { decision: saga.afterHold(answer, step), note };
}

/** Undoes a placing whose request did not come back: no caller knows of it. Until its deadline a retry may go on with it. */
export function undoPlacing({ order }: Held): Tried {
  const isTheirs = (order.secondsLeft ?? 0) > 0;
  return { decision: isTheirs ? { kind: "again", error: "placing" } : saga.undone("abandoned") };
}

/** Pins, then opens: pinned is not written down, because to pin again by the same attempt changes nothing. */
async function open(deps: SagaDeps, { order, step }: Held, call: CallContext): Promise<Tried> {
  const pinned = await deps.stock.pin({ holdId: order.holdId, attempt: order.attempts }, call);
  const refused = saga.afterPin(pinned);
  if (refused) {
    return { decision: refused, note: pinned.state === "lost" ? { short: pinned.lines } : {} };
  }
  const first = order.lines[0];
  const title = (order.locale === "en" ? first?.titleEn : first?.titleKo) || first?.sku || "";
  const more = order.lines.length - 1;
  const suffix = more === 0 ? "" : order.locale === "en" ? ` and ${more} more` : ` 외 ${more}건`;
  const receipt = CashReceiptInput.safeParse(step.args.cashReceipt);
  const answer = await deps.payment.open(
    {
      purpose: "order",
      paymentId: paymentOf(order),
      reference: order.id,
      attempt: order.attempts,
      memberId: order.memberId,
      currency: order.currency,
      totalMinor: order.totalMinor,
      cardMinor: order.cardMinor,
      pointAmount: order.pointAmount,
      orderName: `${title.slice(0, 80)}${suffix}`,
      customer: { name: order.ordererName, email: order.email, phone: order.ordererPhone },
      locale: order.locale,
      instrument: step.args.instrument ?? "card",
      cashReceipt: receipt.success ? receipt.data : { purpose: "none" },
      returnPath: `/${order.locale}/checkout/${order.id}/return`,
      readySeconds: deps.settings.readySeconds,
    },
    call,
  );
  const note = answer.state === "opened" ? { next: answer.next } : {};
  return { decision: saga.afterOpen(answer), note };
}

async function confirm(deps: SagaDeps, { order, step }: Held, call: CallContext): Promise<Tried> {
  const answer = await deps.payment.confirm(
    {
      purpose: "order",
      paymentId: paymentOf(order),
      paymentKey: step.args.paymentKey ?? null,
      amountMinor: order.cardMinor,
    },
    call,
  );
  const why = "why" in answer ? answer.why : answer.state;
  return { decision: saga.afterConfirm(answer), note: { confirm: `${answer.state}:${why}` } };
}

async function earn(deps: SagaDeps, order: OrderRow, call: CallContext): Promise<Tried> {
  const amount = earns(deps, order);
  // Counted with the changes: a claim may come after one of them.
  const n = Math.max(0, ...order.changes.map((change) => change.n)) + 1;
  if (amount === 0 || order.memberId === null) return { decision: { kind: "done" } };
  const due = saga.earnDue(order.paidAt ?? order.placedAt);
  const earning = { orderId: order.id, memberId: order.memberId, n, amount, due };
  return { decision: saga.afterEarn(await deps.payment.earn(earning, call)) };
}

/** Points an order earns: of what a card paid for its goods and was not given back. */
function earns({ settings }: SagaDeps, order: OrderRow): number {
  return stillEarned(order, settings.pointsEarnPercent);
}

/** The order's attempt. The table keeps it from being null in every state that a step is meant in. */
function paymentOf({ id, paymentId }: OrderRow): string {
  if (paymentId === null) throw new Error(`${id} has no attempt`);
  return paymentId;
}
