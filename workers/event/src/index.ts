/** The door of event: HTTP for the gateway, `EventRpc` for the Workers that sell tickets, and the clock. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as contract from "@edgemart/contracts/event-facts";
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { rpcAnswerer } from "@edgemart/worker-kit/rpc";
import { app } from "./app.ts";
import { depsOf, isOutage } from "./deps.ts";
import { readEventConfig } from "./env.ts";
import { changes, facts, live, soldOut } from "./rpc/event.ts";
import { keepTime } from "./verbs/keep-time.ts";

/** Minute of the hour in which old keys are forgotten. */
const TIDY_MINUTE = 37;

export default {
  fetch: app.fetch,
  async scheduled({ scheduledTime }, env) {
    const requestId = crypto.randomUUID();
    const { upkeep } = depsOf(readEventConfig(env), { requestId });
    try {
      log("info", "event.time_kept", { requestId, ...(await keepTime(upkeep, Date.now())) });
      if (new Date(scheduledTime).getUTCMinutes() !== TIDY_MINUTE) return;
      log("info", "event.tidied", { requestId, forgotten: await forgetEffects(upkeep) });
    } catch (thrown) {
      log("error", "event.time_not_kept", { requestId, reason: reasonOf(thrown) });
    }
  },
} satisfies ExportedHandler<Env>;

const answer = rpcAnswerer({ service: "event", readConfig: readEventConfig, depsOf, isOutage });

/** What the Workers that sell tickets ask. */
export class EventRpc extends WorkerEntrypoint<Env> implements contract.EventRpc {
  facts(ids: readonly string[], call: CallContext) {
    return answer(this.env, "facts", call, (deps) => facts(ids, deps));
  }
  changes(after: number, call: CallContext) {
    return answer(this.env, "changes", call, (deps) => changes(after, deps));
  }
  live(call: CallContext) {
    return answer(this.env, "live", call, (deps) => live(deps));
  }
  soldOut(eventId: string, isSoldOut: boolean, call: CallContext) {
    return answer(this.env, "soldOut", call, (deps) => soldOut(eventId, isSoldOut, deps));
  }
}
