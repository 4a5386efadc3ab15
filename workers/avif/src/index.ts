/** The door of avif: health for the platform, `AvifRpc` for the Worker that serves pictures. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { AvifEncodeInput, AvifRpc as Contract } from "@edgemart/contracts/avif";
import type { CallContext } from "@edgemart/contracts/call";
import { createApp } from "@edgemart/worker-kit/create-app";
import { answerRpc } from "@edgemart/worker-kit/rpc";
import { codec } from "./deps.ts";
import { readAvifConfig } from "./env.ts";
import { decodeAvif } from "./verbs/decode-avif.ts";
import { encodeAvif } from "./verbs/encode-avif.ts";

const app = createApp({ service: "avif", readConfig: readAvifConfig });

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;

export class AvifRpc extends WorkerEntrypoint<Env> implements Contract {
  encode(input: AvifEncodeInput, call: CallContext) {
    return answerRpc("avif.encode", call, () => encodeAvif(input, codec));
  }

  decode(bytes: Uint8Array, call: CallContext) {
    return answerRpc("avif.decode", call, () => decodeAvif(bytes, codec));
  }
}
