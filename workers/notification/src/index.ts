/** The door of notification: HTTP for the gateway, the clock that sends what is due and reads the outboxes, and the queue of events. */
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { continueTrace } from "@edgemart/worker-kit/trace";
import { app } from "./app.ts";
import { depsOf } from "./deps.ts";
import { readNotificationConfig } from "./env.ts";
import { alertOperators } from "./verbs/alert-operators.ts";
import { consume } from "./verbs/consume.ts";
import { consumeReturns } from "./verbs/consume-returns.ts";
import { remindConsents } from "./verbs/remind-consents.ts";
import { tick } from "./verbs/tick.ts";

/** A tick returns before the next one begins. */
const TICK_MS = 57_000;
/** A batch of ten, each of which may wait for a provider of e-mail. */
const BATCH_MS = 60_000;
/** The minute of the hour in which the tables are tidied. */
const TIDY_MINUTE = 29;
/** Name of the queue of mails that came back, also with an environment's suffix. */
const RETURNS_QUEUE = /^edgemart-mail-events(-|$)/;

export default {
  fetch: app.fetch,
  async scheduled({ scheduledTime }, env, ctx) {
    const begunMs = Date.now();
    const requestId = crypto.randomUUID();
    const call = { requestId, traceparent: continueTrace(null), deadline: begunMs + TICK_MS };
    const deps = depsOf(readNotificationConfig(env), { requestId });
    const seconds = () => (Date.now() - begunMs) / 1_000;
    const pause = async (until: number) => {
      const untilMs = begunMs + until * 1_000;
      if (untilMs >= call.deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, untilMs - Date.now())));
      return true;
    };
    if (new Date(scheduledTime).getUTCMinutes() === TIDY_MINUTE) ctx.waitUntil(tidy(deps));
    ctx.waitUntil(watch(deps));
    try {
      log("info", "notification.swept", {
        requestId,
        ...(await tick(deps, call, { seconds, pause })),
      });
    } catch (thrown) {
      log("error", "notification.sweep_failed", { requestId, reason: reasonOf(thrown) });
    }
  },
  async queue(batch, env) {
    const requestId = crypto.randomUUID();
    const call = { requestId, traceparent: continueTrace(null), deadline: Date.now() + BATCH_MS };
    const deps = depsOf(readNotificationConfig(env), { requestId });
    if (RETURNS_QUEUE.test(batch.queue)) return consumeReturns(deps, batch.messages);
    await consume(deps, batch.queue, batch.messages, call);
  },
} satisfies ExportedHandler<Env>;

/** Alerts by their own statement: what keeps a sweep from its work must not keep this. */
async function watch(deps: ReturnType<typeof depsOf>): Promise<void> {
  try {
    await alertOperators(deps);
  } catch (thrown) {
    log("error", "notification.alerts_failed", { reason: reasonOf(thrown) });
  }
}

async function tidy(deps: ReturnType<typeof depsOf>): Promise<void> {
  const { upkeep } = deps;
  try {
    log("info", "notification.reminded", { consents: await remindConsents(deps) });
  } catch (thrown) {
    log("error", "notification.reminders_failed", { reason: reasonOf(thrown) });
  }
  try {
    const forgotten = await forgetEffects(upkeep);
    log("info", "notification.tidied", { forgotten, tidied: await upkeep.tidy() });
  } catch (thrown) {
    log("error", "notification.tidy_failed", { reason: reasonOf(thrown) });
  }
}
