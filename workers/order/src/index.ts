/** The door of order: HTTP for the gateway, `OutboxRpc` and `OrderContactRpc` for notification, the clock that does what is owed, and the queue of what payment tells. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as contact from "@edgemart/contracts/order-contact";
import type * as outbox from "@edgemart/contracts/outbox";
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { rpcAnswerer } from "@edgemart/worker-kit/rpc";
import { continueTrace } from "@edgemart/worker-kit/trace";
import { app } from "./app.ts";
import { depsOf, isOutage } from "./deps.ts";
import { readOrderConfig } from "./env.ts";
import { mailsOf } from "./rpc/order-contact.ts";
import { comparePayments } from "./verbs/compare-payments.ts";
import { consume } from "./verbs/consume.ts";
import { doSteps } from "./verbs/do-steps.ts";
import { tick } from "./verbs/tick.ts";

/** A tick returns before the next one begins. */
const TICK_MS = 57_000;
/** A batch of ten, each of which may ask a payment gateway. */
const BATCH_MS = 120_000;

/** Minutes of the hour: the tables are tidied, what is paid is compared with payment, the laws are checked. */
const TIDY_MINUTE = 23;
const COMPARE_MINUTE = 41;
const LAWS_MINUTE = 43;
/** 03:00 in Seoul, when what is personal of old orders goes. */
const EMPTY_HOUR = 18;
/** Rounds of 500 orders in one night. */
const EMPTY_ROUNDS = 20;

/** Name of the queue of steps, also with an environment's suffix. */
const STEPS_QUEUE = /^edgemart-order-steps(-|$)/;

export default {
  fetch: app.fetch,
  async scheduled({ scheduledTime }, env, ctx) {
    const begunMs = Date.now();
    const requestId = crypto.randomUUID();
    const call = { requestId, traceparent: continueTrace(null), deadline: begunMs + TICK_MS };
    const deps = depsOf(readOrderConfig(env), { requestId, later: (work) => ctx.waitUntil(work) });
    const pause = async (seconds: number) => {
      const untilMs = begunMs + seconds * 1000;
      if (untilMs >= call.deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, untilMs - Date.now())));
      return true;
    };
    const at = new Date(scheduledTime);
    const minute = at.getUTCMinutes();
    if (minute === TIDY_MINUTE) ctx.waitUntil(tidy(deps, at.getUTCHours() === EMPTY_HOUR));
    if (minute === LAWS_MINUTE) ctx.waitUntil(checkLaws(deps));
    // Before the sweeps: they share the invocation's allowance of calls.
    if (minute === COMPARE_MINUTE) await compare(deps, at, call);
    try {
      log("info", "order.swept", { requestId, ...(await tick(deps, call, pause)) });
    } catch (thrown) {
      log("error", "order.sweep_failed", { requestId, reason: reasonOf(thrown) });
    }
  },
  async queue(batch, env, ctx) {
    const requestId = crypto.randomUUID();
    const call = { requestId, traceparent: continueTrace(null), deadline: Date.now() + BATCH_MS };
    const deps = depsOf(readOrderConfig(env), { requestId, later: (work) => ctx.waitUntil(work) });
    if (!STEPS_QUEUE.test(batch.queue)) return consume(deps, batch.queue, batch.messages, call);
    for (const { body } of batch.messages) await doSteps(deps, body, call);
  },
} satisfies ExportedHandler<Env>;

type Deps = ReturnType<typeof depsOf>;

async function tidy({ upkeep }: Deps, isNight: boolean): Promise<void> {
  try {
    const forgotten = await forgetEffects(upkeep);
    log("info", "order.tidied", { forgotten, tidied: await upkeep.tidy() });
    if (!isNight) return;
    let emptied = 0;
    for (let round = 0; round < EMPTY_ROUNDS; round++) {
      const now = await upkeep.emptyOld();
      emptied += now;
      if (now === 0) break;
    }
    log("info", "order.emptied", { emptied });
  } catch (thrown) {
    log("error", "order.tidy_failed", { reason: reasonOf(thrown) });
  }
}

const answer = rpcAnswerer({
  service: "order",
  readConfig: readOrderConfig,
  // A question that writes nothing leaves nothing for later.
  depsOf: (config, { requestId }) => depsOf(config, { requestId, later: () => undefined }),
  isOutage,
});

/** What the one who reads outboxes asks. */
export class OutboxRpc extends WorkerEntrypoint<Env> implements outbox.OutboxRpc {
  since(input: outbox.OutboxSinceInput, call: CallContext) {
    return answer(this.env, "outboxSince", call, (deps) => deps.outbox.since(input));
  }
}

/** What notification asks for orders' mails. */
export class OrderContactRpc extends WorkerEntrypoint<Env> implements contact.OrderContactRpc {
  mailsOf(input: contact.OrderMailsInput, call: CallContext) {
    return answer(this.env, "mailsOf", call, (deps) => mailsOf(input, deps, call));
  }
}

async function compare(
  deps: Deps,
  at: Date,
  call: Parameters<typeof comparePayments>[2],
): Promise<void> {
  try {
    const found = await comparePayments(deps, at, call);
    const isQuiet = found.withoutMoney + found.withoutOrder + found.unknown === 0;
    log(isQuiet ? "info" : "error", "order.compared", { ...found });
  } catch (thrown) {
    log("error", "order.compare_failed", { reason: reasonOf(thrown) });
  }
}

async function checkLaws({ comparison }: Deps): Promise<void> {
  try {
    const broken = await comparison.brokenLaws();
    for (const { law, subject } of broken) log("error", "order.law_broken", { law, subject });
  } catch (thrown) {
    log("error", "order.laws_unchecked", { reason: reasonOf(thrown) });
  }
}
