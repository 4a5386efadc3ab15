/** What a verb works with in a request: the dependencies, and a way to let work go on after the answer. */
import { later, type MemberAppEnv } from "@edgemart/worker-kit/create-app";
import type { Context } from "hono";
import type { PaymentConfig } from "../env.ts";
import type { Deps, Work } from "../ports/deps.ts";

/** Gives it. */
export function workOf(c: Context<MemberAppEnv<PaymentConfig, Deps>>): Work {
  return { ...c.var.deps, later: (work) => later(c, work) };
}
