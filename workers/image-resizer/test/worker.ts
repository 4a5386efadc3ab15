/** The built Worker in a real workerd with empty buckets; every test file starts its own. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { originalKey } from "@edgemart/contracts/images";
import { convertV4MiniflareOptions, Miniflare, type Response as WorkerResponse } from "miniflare";
import { buildWorkers } from "../../../tools/constellation/build.ts";
import { type WorkerOptions, workerOptions } from "../../../tools/constellation/worker-options.ts";
import { PATHS } from "../../../tools/paths.ts";
import { ROOT } from "../../../tools/run-command.ts";
import { discoverServices } from "../../../tools/services.ts";

/** A key set nobody holds the key of: tests that write bring their own. */
const NO_KEYS = JSON.stringify({
  keys: [{ kty: "OKP", crv: "Ed25519", x: "A".repeat(43), kid: "none", use: "sig", alg: "EdDSA" }],
});

export interface RunningWorker {
  /** Asks workerd directly, without a proxy in between. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Asks the private entry, as the gateway's binding does. */
  media(path: string, init?: RequestInit): Promise<Response>;
  readonly url: string;
  /** Stores an original and gives its id. */
  store(bytes: Uint8Array, metadata?: Record<string, string>): Promise<string>;
  miniflare: Miniflare;
  /** Starts workerd anew: the isolate's memory is gone, buckets and caches are not. */
  renewIsolate(): Promise<void>;
  stop(): Promise<void>;
}

interface StartOptions {
  vars?: Record<string, string>;
  /** Answers what the Worker fetches. */
  outside?: (request: Request) => Promise<WorkerResponse> | WorkerResponse;
}

/** Builds (once per state of the sources) and starts the Worker as its wrangler file says. */
export async function startWorker({ vars, outside }: StartOptions = {}): Promise<RunningWorker> {
  const [built] = await buildWorkers(
    discoverServices(ROOT).filter((service) => service.id === "image-resizer"),
    { root: ROOT, cacheDir: join(PATHS.cache, "build"), onProgress: () => undefined },
  );
  if (!built) throw new Error("there is no image-resizer");
  const bindings = { AUTH_JWKS: NO_KEYS, ...vars };
  const [worker] = workerOptions(built, { root: ROOT, bindings, port: null });
  const options = convertV4MiniflareOptions({
    workers: [
      {
        ...(worker as WorkerOptions),
        unsafeDirectSockets: [
          { host: "127.0.0.1", port: 0 },
          { host: "127.0.0.1", port: 0, entrypoint: "MediaDoor" },
        ],
        ...(outside && { outboundService: outside as never }),
      },
    ],
    handleStructuredLogs: () => undefined,
  });
  const miniflare = new Miniflare(options);
  const doors = async () => ({
    url: (await miniflare.unsafeGetDirectURL()).href,
    mediaUrl: (await miniflare.unsafeGetDirectURL(undefined, "MediaDoor")).href,
  });
  let open = await doors();
  return {
    get url() {
      return open.url;
    },
    miniflare,
    fetch: (path, init) => fetch(new URL(path, open.url), init),
    media: (path, init) => fetch(new URL(path, open.mediaUrl), init),
    async renewIsolate() {
      await miniflare.setOptions(options);
      open = await doors();
    },
    async store(bytes, metadata) {
      const id = createHash("sha256").update(bytes).digest("hex");
      const bucket = await miniflare.getR2Bucket("ORIGINALS");
      await bucket.put(originalKey(id), bytes, { customMetadata: metadata ?? {} });
      return id;
    },
    stop: () => miniflare.dispose(),
  };
}
