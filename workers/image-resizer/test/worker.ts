/** The built Worker in a real workerd with empty buckets; every test file starts its own. */
import { createHash } from "node:crypto";
import { originalKey } from "@edgemart/contracts/images";
import { convertV4MiniflareOptions, Miniflare, type Response as WorkerResponse } from "miniflare";
import { builtHere } from "../../../tools/constellation/build.ts";
import { type WorkerOptions, workerOptions } from "../../../tools/constellation/worker-options.ts";
import { ROOT } from "../../../tools/run-command.ts";

/** A key set of which no one has the private key: tests that write bring their own. */
const NO_KEYS = JSON.stringify({
  keys: [{ kty: "OKP", crv: "Ed25519", x: "A".repeat(43), kid: "none", use: "sig", alg: "EdDSA" }],
});

export interface RunningWorker {
  /** Asks workerd directly, without a proxy in between. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Asks the private entry, as the gateway's binding does. */
  media(path: string, init?: RequestInit): Promise<Response>;
  readonly url: string;
  /** Says what member answers about any id from now on; gives how often it was asked. */
  standing(now?: object | "away" | null): Promise<number>;
  /** Stores an original and gives its id. */
  store(bytes: Uint8Array, metadata?: Record<string, string>): Promise<string>;
  miniflare: Miniflare;
  /** Starts workerd anew: the isolate's memory is gone, buckets and caches are not. */
  renewIsolate(): Promise<void>;
  stop(): Promise<void>;
}

const STAND_IN: WorkerOptions = {
  name: "edgemart-avif",
  modules: true,
  compatibilityDate: "2026-10-20",
  script: `
    import { WorkerEntrypoint } from "cloudflare:workers";
    export class AvifRpc extends WorkerEntrypoint {
      encode() { throw new Error("away"); }
      decode() { throw new Error("away"); }
    }
    export default { fetch: () => new Response("ok") };
  `,
};

/** In member's place: the answer about any id is what the last PUT said, and every question is counted. */
const MEMBER: WorkerOptions = {
  name: "edgemart-member",
  modules: true,
  compatibilityDate: "2026-10-20",
  script: `
    import { WorkerEntrypoint } from "cloudflare:workers";
    let standing = { role: "admin", status: "active" };
    let asked = 0;
    export class MemberLookupRpc extends WorkerEntrypoint {
      standing() {
        asked += 1;
        if (standing === "away") throw new Error("away");
        return standing;
      }
    }
    export default {
      async fetch(request) {
        if (request.method === "PUT") standing = await request.json();
        return Response.json(asked);
      },
    };
  `,
};

interface StartOptions {
  vars?: Record<string, string>;
  /** Answers what the Worker fetches. */
  /** Pictures one client may have made in a minute, in place of what the wrangler file says. */
  missLimit?: number;
  /** Puts a Worker that only throws in the place of avif. */
  withoutAvif?: boolean;
  outside?: (request: Request) => Promise<WorkerResponse> | WorkerResponse;
}

/** Builds (once per state of the sources) and starts the Worker as its wrangler file says. */
export async function startWorker({
  vars,
  outside,
  missLimit,
  withoutAvif,
}: StartOptions = {}): Promise<RunningWorker> {
  const built = await builtHere("image-resizer", "avif");
  const optionsOf = (id: string, bindings: Record<string, string>) => {
    const found = built.find(({ service }) => service.id === id);
    if (!found) throw new Error(`there is no ${id}`);
    return workerOptions(found, { root: ROOT, bindings, port: null })[0] as WorkerOptions;
  };
  const worker = optionsOf("image-resizer", { AUTH_JWKS: NO_KEYS, ...vars });
  const options = convertV4MiniflareOptions({
    workers: [
      {
        ...worker,
        unsafeDirectSockets: [
          { host: "127.0.0.1", port: 0 },
          { host: "127.0.0.1", port: 0, entrypoint: "MediaDoor" },
        ],
        ...(outside && { outboundService: outside as never }),
        ...(missLimit !== undefined && {
          ratelimits: {
            MISS_LIMIT: { namespace_id: "2001", simple: { limit: missLimit, period: 60 as const } },
          },
        }),
      },
      MEMBER,
      ...(withoutAvif ? [STAND_IN] : [optionsOf("avif", {})]),
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
    async standing(now) {
      const member = await miniflare.getWorker("edgemart-member");
      const init = now === undefined ? {} : { method: "PUT", body: JSON.stringify(now) };
      return (await (await member.fetch("http://member/", init)).json()) as number;
    },
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
