/** The door of avif: health for the platform, `AvifRpc` for the Worker that serves pictures. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type * as contract from "@edgemart/contracts/avif";
import type { CallContext } from "@edgemart/contracts/call";
import { rpcAnswerer } from "@edgemart/worker-kit/rpc";
import { app } from "./app.ts";
import { depsOf } from "./deps.ts";
import { readAvifConfig } from "./env.ts";
import { decode, encode } from "./rpc/avif.ts";

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;

const answer = rpcAnswerer({ service: "avif", readConfig: readAvifConfig, depsOf });

/** What image-resizer asks. */
export class AvifRpc extends WorkerEntrypoint<Env> implements contract.AvifRpc {
  encode(input: contract.AvifEncodeInput, call: CallContext) {
    return answer(this.env, "encode", call, (deps) => encode(input, deps));
  }

  decode(bytes: Uint8Array, call: CallContext) {
    return answer(this.env, "decode", call, (deps) => decode(bytes, deps));
  }
}
