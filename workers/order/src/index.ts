/** The door of order: HTTP for the gateway, `OutboxRpc` for who reads outboxes, the clock that does what is owed, and the queue of what payment tells. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as outbox from "@edgemart/contracts/outbox";
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { rpcAnswerer } from "@edgemart/worker-kit/rpc";
import { continueTrace } from "@edgemart/worker-kit/trace";
import { app } from "./app.ts";
import { depsOf, isOutage } from "./deps.ts";
import { readOrderConfig } from "./env.ts";
import { consume } from "./verbs/consume.ts";
import { tick } from "./verbs/tick.ts";

/** A tick returns before the next one begins. */
const TICK_MS = 57_000;
/** A batch of ten, each of which may ask a payment gateway. */
const BATCH_MS = 120_000;

/** The minute of the hour in which the tables are tidied. */
const TIDY_MINUTE = 23;

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
    if (new Date(scheduledTime).getUTCMinutes() === TIDY_MINUTE) ctx.waitUntil(tidy(deps));
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
    await consume(deps, batch.queue, batch.messages, call);
  },
} satisfies ExportedHandler<Env>;

async function tidy({ upkeep }: ReturnType<typeof depsOf>): Promise<void> {
  try {
    const forgotten = await forgetEffects(upkeep);
    log("info", "order.tidied", { forgotten, tidied: await upkeep.tidy() });
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
