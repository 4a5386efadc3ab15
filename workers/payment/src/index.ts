/** The door of payment: HTTP for the gateway, `PaymentSagaRpc` for those who sell. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as contract from "@edgemart/contracts/payment-saga";
import { rpcAnswerer } from "@edgemart/worker-kit/rpc";
import { app } from "./app.ts";
import { depsOf, isOutage } from "./deps.ts";
import { readPaymentConfig } from "./env.ts";
import { abandon, confirm, look, open } from "./rpc/payment-saga.ts";

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;

type Work = Parameters<typeof open>[1];

/** A gateway takes up to 15 seconds. */
const BUDGET_MS = 17_000;
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
  implements Pick<contract.PaymentSagaRpc, "open" | "confirm" | "abandon" | "look">
{
  open(input: contract.OpenInput, call: CallContext) {
    return ask(this.ctx, this.env, "open", call, (work) => open(input, work));
  }

  confirm(input: Parameters<contract.PaymentSagaRpc["confirm"]>[0], call: CallContext) {
    return ask(this.ctx, this.env, "confirm", call, (work) => confirm(input, work));
  }

  abandon(input: Parameters<contract.PaymentSagaRpc["abandon"]>[0], call: CallContext) {
    return ask(this.ctx, this.env, "abandon", call, (work) => abandon(input, work));
  }

  look(input: Parameters<contract.PaymentSagaRpc["look"]>[0], call: CallContext) {
    return ask(this.ctx, this.env, "look", call, (work) => look(input, work));
  }
}

/** Runs a verb to its end also when its caller has gone: what the gateway answered must be written. */
function ask<T>(
  ctx: Pick<ExecutionContext, "waitUntil">,
  env: Env,
  question: string,
  call: CallContext,
  verb: (work: Work) => Promise<T>,
): Promise<T> {
  const later = (work: Promise<unknown>) => ctx.waitUntil(work);
  return answer(env, question, call, (deps) => {
    const running = verb({ ...deps, later });
    later(running.catch(() => undefined));
    return running;
  });
}
