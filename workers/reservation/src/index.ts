/** The door of reservation: HTTP for the gateway, its objects, and the clock. */
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { continueTrace } from "@edgemart/worker-kit/trace";
import { app } from "./app.ts";
import { depsOf } from "./deps.ts";
import { readReservationConfig } from "./env.ts";
import { sweep } from "./verbs/sweep.ts";

export { MemberBaskets } from "./objects/member-baskets.ts";
export { SectionSeats } from "./objects/section-seats.ts";

/** Minute of the hour in which old keys are forgotten. */
const TIDY_MINUTE = 47;
/** A tick sweeps every ten seconds, and returns before the next one begins. */
const TICK_MS = 57_000;
const ROUND_MS = 10_000;
const ROUNDS = 5;

export default {
  fetch: app.fetch,
  async scheduled({ scheduledTime }, env) {
    const begunMs = Date.now();
    const requestId = crypto.randomUUID();
    const deps = depsOf(readReservationConfig(env), { requestId });
    const call = { requestId, traceparent: continueTrace(null), deadline: begunMs + TICK_MS };
    try {
      if (new Date(scheduledTime).getUTCMinutes() === TIDY_MINUTE) {
        log("info", "reservation.tidied", { forgotten: await forgetEffects(deps.layouts) });
      }
      for (let round = 0; round < ROUNDS; round++) {
        log("info", "reservation.swept", { requestId, ...(await sweep(deps, call, round === 0)) });
        const untilMs = begunMs + (round + 1) * ROUND_MS;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, untilMs - Date.now())));
      }
    } catch (thrown) {
      log("error", "reservation.sweep_failed", { requestId, reason: reasonOf(thrown) });
    }
  },
} satisfies ExportedHandler<Env>;
