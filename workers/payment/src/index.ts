/** The door of payment: HTTP for the gateway, `PaymentSagaRpc` for those who sell, `OutboxRpc` for who reads outboxes, and the clock. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as outbox from "@edgemart/contracts/outbox";
import type * as contract from "@edgemart/contracts/payment-saga";
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { withDeadline } from "@edgemart/worker-kit/deadline";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { rpcAnswerer } from "@edgemart/worker-kit/rpc";
import { app } from "./app.ts";
import { depsOf, isOutage } from "./deps.ts";
import { readPaymentConfig } from "./env.ts";
import * as saga from "./rpc/payment-saga.ts";
import * as points from "./rpc/points.ts";
import { keepPoints } from "./verbs/keep-points.ts";
import { reconcileHourly } from "./verbs/reconcile.ts";
import { tick } from "./verbs/tick.ts";

type Work = Parameters<typeof saga.open>[1];
type Verb = keyof typeof saga;
type PointVerb = keyof typeof points;
type Contract = contract.PaymentSagaRpc & contract.PaymentTestCardRpc;
type Input<V extends Verb | PointVerb> = Parameters<Contract[V]>[0];

/** A tick returns by second 57: calls that are open then are cut, and their leases cover them. */
const TICK_MS = 57_000;
const HOUR_MS = 3_600_000;
/** The minute of the hour in which the tables are tidied. */
const TIDY_MINUTE = 17;
/** The minute of the hour in which the books are compared with the payment gateway's. */
const BOOKS_MINUTE = 37;
/** The hour in UTC in which every account of points is compared with its entries: three in the morning in Seoul. */
const NIGHT_HOUR = 18;
/** A statement takes at most as long as its role may. */
const STATEMENT_MS = 6_000;
/** A payment gateway takes up to 15 seconds. */
const BUDGET_MS = 17_000;

export default {
  fetch: app.fetch,
  async scheduled({ scheduledTime }, env, ctx) {
    const begun = Date.now();
    const requestId = crypto.randomUUID();
    const work = { ...depsOf(readPaymentConfig(env), { requestId }), later: laterOf(ctx) };
    const leftMs = () => TICK_MS - (Date.now() - begun);
    const pause = async (seconds: number) => {
      const ms = seconds * 1_000 - (Date.now() - begun);
      if (ms >= leftMs()) return false;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
      return true;
    };
    const ticking = tick(work, { pause, isOver: () => leftMs() <= 0 });
    const minute = new Date(scheduledTime % HOUR_MS).getUTCMinutes();
    if (minute === BOOKS_MINUTE) {
      const comparing = reconcileHourly(scheduledTime, work, () => leftMs() <= 0);
      ctx.waitUntil(note("payment.books_compared", comparing));
    }
    if (minute === TIDY_MINUTE) {
      ctx.waitUntil(note("payment.tidied", tidy(work)));
      const isNight = new Date(scheduledTime).getUTCHours() === NIGHT_HOUR;
      const keeping = keepPoints(work, { isNight, mayGoOn: () => leftMs() > STATEMENT_MS });
      ctx.waitUntil(note("payment.points_kept", keeping));
    }
    await note("payment.swept", withDeadline(ticking, TICK_MS));
  },
} satisfies ExportedHandler<Env>;

async function tidy({ upkeep }: Work) {
  return { tidied: await upkeep.tidy(), forgotten: await forgetEffects(upkeep) };
}

async function note(event: string, work: Promise<object>): Promise<void> {
  try {
    log("info", event, { ...(await work) });
  } catch (thrown) {
    log("error", `${event}_failed`, { reason: reasonOf(thrown) });
  }
}

const answer = rpcAnswerer({
  service: "payment",
  readConfig: readPaymentConfig,
  depsOf,
  isOutage,
  budgetMs: BUDGET_MS,
});

/** What order and reservation ask. */
export class PaymentSagaRpc
  extends WorkerEntrypoint<Env>
  implements Pick<Contract, Verb>, Pick<Contract, PointVerb>
{
  open(input: Input<"open">, call: CallContext) {
    return ask(this.ctx, this.env, "open", call, (work) => saga.open(input, work));
  }

  confirm(input: Input<"confirm">, call: CallContext) {
    return ask(this.ctx, this.env, "confirm", call, (work) => saga.confirm(input, work));
  }

  keyIn(input: Input<"keyIn">, call: CallContext) {
    return ask(this.ctx, this.env, "keyIn", call, (work) => saga.keyIn(input, work));
  }

  abandon(input: Input<"abandon">, call: CallContext) {
    return ask(this.ctx, this.env, "abandon", call, (work) => saga.abandon(input, work));
  }

  look(input: Input<"look">, call: CallContext) {
    return ask(this.ctx, this.env, "look", call, (work) => saga.look(input, work));
  }

  refund(input: Input<"refund">, call: CallContext) {
    return ask(this.ctx, this.env, "refund", call, (work) => saga.refund(input, work));
  }

  refundsOf(input: Input<"refundsOf">, call: CallContext) {
    return ask(this.ctx, this.env, "refundsOf", call, (work) => saga.refundsOf(input, work));
  }

  settled(input: Input<"settled">, call: CallContext) {
    return ask(this.ctx, this.env, "settled", call, (work) => saga.settled(input, work));
  }

  timeline(input: Input<"timeline">, call: CallContext) {
    return ask(this.ctx, this.env, "timeline", call, (work) => saga.timeline(input, work));
  }

  pointsOf(input: Input<"pointsOf">, call: CallContext) {
    return answer(this.env, "pointsOf", call, (deps) => points.pointsOf(input, deps));
  }

  earn(input: Input<"earn">, call: CallContext) {
    return answer(this.env, "earn", call, (deps) => points.earn(input, deps));
  }

  settleEarn(input: Input<"settleEarn">, call: CallContext) {
    return answer(this.env, "settleEarn", call, (deps) => points.settleEarn(input, deps));
  }

  grant(input: Input<"grant">, call: CallContext) {
    return answer(this.env, "grant", call, (deps) => points.grant(input, deps));
  }
}

/** What the one who reads outboxes asks. */
export class OutboxRpc extends WorkerEntrypoint<Env> implements outbox.OutboxRpc {
  since(input: outbox.OutboxSinceInput, call: CallContext) {
    return answer(this.env, "outboxSince", call, (deps) => deps.outbox.since(input));
  }
}

/** Runs a verb to its end also when its caller has gone: what the gateway answered must be written. */
function ask<T>(
  ctx: Pick<ExecutionContext, "waitUntil">,
  env: Env,
  question: Verb,
  call: CallContext,
  verb: (work: Work) => Promise<T>,
): Promise<T> {
  return answer(env, question, call, (deps) => {
    const later = laterOf(ctx);
    const running = verb({ ...deps, later });
    later(running);
    return running;
  });
}

/** Work that goes on after the answer; its failure is no one's, the clock comes back to it. */
function laterOf(ctx: Pick<ExecutionContext, "waitUntil">) {
  return (work: Promise<unknown>) => ctx.waitUntil(work.catch(() => undefined));
}
