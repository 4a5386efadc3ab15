/** The door of catalog: HTTP for the gateway, `CatalogRpc` for the Workers that compose screens. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as contract from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import { answerRpc } from "@edgemart/worker-kit/rpc";
import { app } from "./app.ts";
import { readCatalogConfig } from "./env.ts";
import { home, listing, product } from "./rpc.ts";

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;

export class CatalogRpc extends WorkerEntrypoint<Env> implements contract.CatalogRpc {
  home(input: { locale: Locale }, call: CallContext) {
    return answerRpc("catalog.home", call, () => home(input, readCatalogConfig(this.env)));
  }

  listing(input: { query: Record<string, string[]>; locale: Locale }, call: CallContext) {
    return answerRpc("catalog.listing", call, () => listing(input, readCatalogConfig(this.env)));
  }

  product(input: { slug: string; locale: Locale }, call: CallContext) {
    return answerRpc("catalog.product", call, () => product(input, readCatalogConfig(this.env)));
  }
}
