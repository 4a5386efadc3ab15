/** What every route of order is given. */
import type { Identity } from "@edgemart/contracts/identity";
import type { Operation } from "@edgemart/contracts/operation";
import { callContext, type Incoming } from "@edgemart/worker-kit/call";
import { type AppEnv, later } from "@edgemart/worker-kit/create-app";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import type { Handler } from "@edgemart/worker-kit/serve-operations";
import type { Context } from "hono";
import type { Held } from "../core/rows.ts";
import type { OrderConfig } from "../env.ts";
import type { Deps } from "../ports/deps.ts";
import { driveSwept } from "../verbs/sweep.ts";

/** Set by `readViewer`: null for a caller without a token. */
export interface OrderMarks {
  identity: Identity;
  viewer: Identity | null;
}

/** The environment of order's app. */
export type OrderAppEnv = AppEnv<OrderConfig, Deps, OrderMarks>;

/** The handler of one operation. */
export type Route<Op extends Operation> = Handler<Op, OrderAppEnv>;

/** A request has 20 s at the gateway: at 18 it is answered, and the sweep goes on. */
const REQUEST_MS = 18_000;

/** The context that a request's calls to other Workers share. */
export function callOf(c: Incoming) {
  return callContext(c, REQUEST_MS);
}

/** Goes on with what is owed after the answer. What fails is done by the sweep: the step is still there. */
export function goOnLater(c: Context<OrderAppEnv>, rest: Held | null): void {
  if (rest === null) return;
  const { deps, requestId } = c.var;
  const work = driveSwept(deps, rest, callOf(c)).catch((thrown: unknown) =>
    log("error", "order.left_to_sweep", { requestId, reason: reasonOf(thrown) }),
  );
  later(c, work);
}

export { NOT_EXECUTED, refuse } from "@edgemart/worker-kit/not-executed";
