/** The door of catalog: HTTP for the gateway, `CatalogRpc` for the Workers that compose screens, and the clock. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as contract from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { rpcAnswerer } from "@edgemart/worker-kit/rpc";
import { app } from "./app.ts";
import { depsOf, isOutage } from "./deps.ts";
import { readCatalogConfig } from "./env.ts";
import { home, listing, product, similar } from "./rpc/catalog.ts";
import { tellAgain } from "./verbs/tell-again.ts";

export default {
  fetch: app.fetch,
  async scheduled(_event, env) {
    const { generations, writes, effects } = depsOf(readCatalogConfig(env));
    // One does not wait for the other's store.
    const [told, forgotten] = await Promise.allSettled([
      tellAgain(generations, writes),
      forgetEffects(effects),
    ]);
    note("catalog.told_again", told);
    note("catalog.effects_forgotten", forgotten);
  },
} satisfies ExportedHandler<Env>;

function note(event: string, result: PromiseSettledResult<number | boolean>): void {
  if (result.status === "fulfilled") log("info", event, { value: result.value });
  else log("error", `${event}_failed`, { reason: reasonOf(result.reason) });
}

const answer = rpcAnswerer({ service: "catalog", readConfig: readCatalogConfig, depsOf, isOutage });

/** What the Workers that compose screens ask. */
export class CatalogRpc extends WorkerEntrypoint<Env> implements contract.CatalogRpc {
  home(input: { locale: Locale }, call: CallContext) {
    return answer(this.env, "home", call, (deps) => home(input, deps));
  }

  listing(input: { query: Record<string, string[]>; locale: Locale }, call: CallContext) {
    return answer(this.env, "listing", call, (deps) => listing(input, deps));
  }

  similar(input: { skus: string[]; locale: Locale }, call: CallContext) {
    return answer(this.env, "similar", call, (deps) => similar(input, deps));
  }

  product(input: { slug: string; locale: Locale }, call: CallContext) {
    return answer(this.env, "product", call, (deps) => product(input, deps));
  }
}
