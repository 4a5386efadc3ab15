/** The door of catalog: HTTP for the gateway, `CatalogRpc` for the Workers that compose screens. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as contract from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import { answer } from "./answer.ts";
import { app } from "./app.ts";
import { home, product } from "./rpc.ts";

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;

export class CatalogRpc extends WorkerEntrypoint<Env> implements contract.CatalogRpc {
  home(input: { locale: Locale }, call: CallContext) {
    return answer("catalog.home", this.env, call, (config) => home(input, config));
  }

  product(input: { slug: string; locale: Locale }, call: CallContext) {
    return answer("catalog.product", this.env, call, (config) => product(input, config));
  }
}
