/** The built Worker in a real workerd with empty buckets; every test file starts its own. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { originalKey } from "@edgemart/contracts/images";
import { convertV4MiniflareOptions, Miniflare, type Response as WorkerResponse } from "miniflare";

const FOLDER = join(import.meta.dirname, "..");
const WRANGLER = join(FOLDER, "../../node_modules/wrangler/bin/wrangler.js");

export interface RunningWorker {
  /** Asks workerd directly, without a proxy in between. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
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

/** Builds and starts the Worker. */
export async function startWorker({ vars, outside }: StartOptions = {}): Promise<RunningWorker> {
  const folder = await mkdtemp(join(tmpdir(), "edgemart-images-"));
  const args = [WRANGLER, "deploy", "--dry-run", "--env=", "--outdir", folder];
  await promisify(execFile)(process.execPath, args, { cwd: FOLDER });
  const options = convertV4MiniflareOptions({
    modules: await modulesIn(folder),
    compatibilityDate: "2026-10-20",
    compatibilityFlags: ["nodejs_compat"],
    bindings: { ENVIRONMENT: "local", IMAGE_ORIGINS: "", IMAGE_SIZES: "", ...vars },
    r2Buckets: ["ORIGINALS", "DERIVATIVES"],
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    ...(outside && { outboundService: outside as never }),
    handleStructuredLogs: () => undefined,
  });
  const miniflare = new Miniflare(options);
  let url = (await miniflare.unsafeGetDirectURL()).href;
  return {
    get url() {
      return url;
    },
    miniflare,
    fetch: (path, init) => fetch(new URL(path, url), init),
    async renewIsolate() {
      await miniflare.setOptions(options);
      url = (await miniflare.unsafeGetDirectURL()).href;
    },
    async store(bytes, metadata) {
      const id = createHash("sha256").update(bytes).digest("hex");
      const bucket = await miniflare.getR2Bucket("ORIGINALS");
      await bucket.put(originalKey(id), bytes, { customMetadata: metadata ?? {} });
      return id;
    },
    async stop() {
      await miniflare.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function modulesIn(folder: string) {
  const names = await readdir(folder);
  const wasm = names.filter((name) => name.endsWith(".wasm"));
  const paths = ["index.js", ...wasm];
  return Promise.all(
    paths.map(async (path) => ({
      type: path.endsWith(".wasm") ? ("CompiledWasm" as const) : ("ESModule" as const),
      path,
      contents: new Uint8Array(await readFile(join(folder, path))),
    })),
  );
}
