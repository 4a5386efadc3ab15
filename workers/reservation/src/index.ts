/** The door of reservation: HTTP for the gateway, its objects, and the clock. */
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { app } from "./app.ts";
import { depsOf } from "./deps.ts";
import { readReservationConfig } from "./env.ts";

export { MemberBaskets } from "./objects/member-baskets.ts";
export { SectionSeats } from "./objects/section-seats.ts";

/** Minute of the hour in which old keys are forgotten. */
const TIDY_MINUTE = 47;

export default {
  fetch: app.fetch,
  async scheduled({ scheduledTime }, env) {
    if (new Date(scheduledTime).getUTCMinutes() !== TIDY_MINUTE) return;
    const requestId = crypto.randomUUID();
    try {
      const { layouts } = depsOf(readReservationConfig(env), { requestId });
      log("info", "reservation.tidied", { requestId, forgotten: await forgetEffects(layouts) });
    } catch (thrown) {
      log("error", "reservation.tidy_failed", { requestId, reason: reasonOf(thrown) });
    }
  },
} satisfies ExportedHandler<Env>;
