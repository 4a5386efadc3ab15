/** The door of catalog: HTTP for the gateway, `CatalogRpc` for the Workers that compose screens, `CatalogStockRpc` for orders, and the clock. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as contract from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import type * as stockContract from "@edgemart/contracts/stock-hold";
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { rpcAnswerer } from "@edgemart/worker-kit/rpc";
import { app } from "./app.ts";
import { depsOf, isOutage } from "./deps.ts";
import { readCatalogConfig } from "./env.ts";
import { home, listing, product, similar } from "./rpc/catalog.ts";
import * as stock from "./rpc/stock.ts";
import {
  checkStockLaws,
  isFirstVisitOfHour,
  type StockLawReport,
} from "./verbs/check-stock-laws.ts";
import { tellAgain } from "./verbs/tell-again.ts";
import { uncountExpired } from "./verbs/uncount-expired.ts";

export default {
  fetch: app.fetch,
  async scheduled(event, env) {
    const { generations, writes, effects, holds } = depsOf(readCatalogConfig(env));
    // One does not wait for the other's store.
    const [told, forgotten, uncounted, broken] = await Promise.allSettled([
      tellAgain(generations, writes),
      forgetEffects(effects),
      uncountExpired(holds, generations),
      isFirstVisitOfHour(event.scheduledTime) ? checkStockLaws(holds) : null,
    ]);
    note("catalog.told_again", told);
    note("catalog.effects_forgotten", forgotten);
    note("catalog.holds_uncounted", uncounted);
    noteLaws(broken);
  },
} satisfies ExportedHandler<Env>;

function note(event: string, result: PromiseSettledResult<number | boolean>): void {
  if (result.status === "fulfilled") log("info", event, { value: result.value });
  else log("error", `${event}_failed`, { reason: reasonOf(result.reason) });
}

/** A broken law is an error, however few: money or stock is not where it should be. */
function noteLaws(result: PromiseSettledResult<StockLawReport | null>): void {
  if (result.status === "rejected") note("catalog.stock_laws", result);
  else if (result.value) {
    log(result.value.broken === 0 ? "info" : "error", "catalog.stock_laws", { ...result.value });
  }
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

type Stock = stockContract.CatalogStockRpc;
/** What a verb of stock takes. */
type Asked<Verb extends keyof Stock> = Parameters<Stock[Verb]>[0];

/** What orders ask of stock. */
export class CatalogStockRpc extends WorkerEntrypoint<Env> implements Stock {
  quote(input: Asked<"quote">, call: CallContext) {
    return this.#ask("quote", call, (own) => stock.quote(input, own));
  }

  hold(input: Asked<"hold">, call: CallContext) {
    return this.#ask("hold", call, (own) => stock.hold(input, own));
  }

  pin(input: Asked<"pin">, call: CallContext) {
    return this.#ask("pin", call, (own) => stock.pin(input, own));
  }

  unpin(input: Asked<"unpin">, call: CallContext) {
    return this.#ask("unpin", call, (own) => stock.unpin(input, own));
  }

  commit(input: Asked<"commit">, call: CallContext) {
    return this.#ask("commit", call, (own) => stock.commit(input, own));
  }

  release(input: Asked<"release">, call: CallContext) {
    return this.#ask("release", call, (own) => stock.release(input, own));
  }

  restock(input: Asked<"restock">, call: CallContext) {
    return this.#ask("restock", call, (own) => stock.restock(input, own));
  }

  statesOf(input: Asked<"statesOf">, call: CallContext) {
    return this.#ask("statesOf", call, (own) => stock.statesOf(input, own));
  }

  timeline(input: Asked<"timeline">, call: CallContext) {
    return this.#ask("timeline", call, (own) => stock.timeline(input, own));
  }

  #ask<T>(verb: string, call: CallContext, work: (own: stock.StockCall) => Promise<T>): Promise<T> {
    const after = (rest: Promise<void>) => this.ctx.waitUntil(rest);
    return answer(this.env, verb, call, (deps) => work({ deps, requestId: call.requestId, after }));
  }
}
