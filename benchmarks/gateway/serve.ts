/** One variant in a process of its own: starts it, tells its port, counts trips to the store. Started by run.ts. */
import type { JsonWebKey } from "node:crypto";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { builtHere } from "../../tools/constellation/build.ts";
import { type WorkerOptions, workerOptions } from "../../tools/constellation/worker-options.ts";
import { freePort } from "../../tools/local/free-port.ts";
import { startRedis } from "../../tools/local/redis.ts";
import { startUpstashEndpoint } from "../../tools/local/upstash.ts";
import { PATHS } from "../../tools/paths.ts";
import { ROOT } from "../../tools/run-command.ts";
import { discoverServices } from "../../tools/services.ts";
import { startNodePeer, startNodeUpstream } from "./node-peer.ts";

/** What run.ts asks for: all but the secrets are made here. */
interface Order {
  variant: string;
  redisUrl: string;
  jwk: JsonWebKey;
}

const BODY = JSON.stringify({
  items: Array.from({ length: 16 }, (_, id) => ({ id, name: "n".repeat(40) })),
});
const TOKEN = "benchmark-token";
let trips = 0;
/** Calls of the gateway to the network that are none to its store. */
let elsewhere = 0;

async function serve({ variant, redisUrl, jwk }: Order): Promise<number> {
  const onTrip = () => {
    trips++;
  };
  if (variant === "node") {
    const upstream = await startNodeUpstream(BODY);
    return startNodePeer({ upstream, redisUrl, jwk, onTrip });
  }
  const log = () => undefined;
  const redis = await startRedis({ dataDir: PATHS.cache, port: 0, log, onFatal: log, redisUrl });
  const counted = {
    ...redis,
    execute: (...args: Parameters<typeof redis.execute>) => {
      onTrip();
      return redis.execute(...args);
    },
  };
  const store = await startUpstashEndpoint({ port: 0, token: TOKEN, store: counted, log });
  const port = await freePort();
  const bindings = {
    AUTH_JWKS: JSON.stringify({ keys: [jwk] }),
    CORS_ORIGINS: "https://shop.example",
    IDEMPOTENCY_SECRET: "s".repeat(43),
    OPERATOR_TOKEN: "o".repeat(43),
    UPSTASH_REDIS_REST_URL: store.url,
    UPSTASH_REDIS_REST_TOKEN: TOKEN,
  };
  const [built] = await builtHere("gateway");
  if (!built) throw new Error("the gateway was not built");
  const [gateway] = workerOptions(built, { root: ROOT, bindings, port });
  // A function between the Worker and the network costs time, so only the run that counts has it.
  const outbound = variant === "counted" && { outboundService: counting(store.url) };
  const own =
    variant === "deployed" || outbound
      ? {}
      : { modules: [await bundled(variant, built.directory)] };
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        { ...gateway, ...own, ...outbound } as WorkerOptions,
        ...discoverServices(ROOT)
          .filter(({ id }) => id !== "gateway" && id !== "web")
          .map(({ name }) => standIn(name)),
      ],
      host: "127.0.0.1",
      port: 0,
      log: new Log(LogLevel.NONE),
      logRequests: false,
      // Log lines are written, and read by no one: in production another machine reads them.
      handleRuntimeStdio: (stdout: Readable, stderr: Readable) =>
        void [stdout.resume(), stderr.resume()],
    }),
  );
  await miniflare.ready;
  return port;
}

/** Answers at once, with the headers every Worker of ours sends (worker-kit's createApp). */
function standIn(name: string): WorkerOptions {
  const script = `import { WorkerEntrypoint } from "cloudflare:workers";
const body = ${JSON.stringify(BODY)};
export class MediaDoor extends WorkerEntrypoint { fetch(request) { return answer(request); } }
export default { fetch: answer };
async function answer(request) {
  if (request.method === "POST") await request.arrayBuffer();
  return new Response(body, { status: request.method === "POST" ? 201 : 200, headers: {
    "content-type": "application/json", "cache-control": "no-store", "x-content-type-options": "nosniff",
    "x-request-id": request.headers.get("x-request-id") ?? "none" } });
}`;
  return { name, modules: true, script, compatibilityDate: "2026-10-20" };
}

async function bundled(variant: string, directory: string) {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, "benchmarks/gateway/variant.worker.ts")],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*"],
    define: { VARIANT: JSON.stringify(variant) },
  });
  const contents = outputFiles[0]?.text ?? "";
  return { type: "ESModule" as const, path: join(directory, "variant.js"), contents };
}

/** Counts what the gateway asks of the network, and lets only its store answer. */
function counting(storeUrl: string) {
  return (request: Request): Promise<Response> => {
    if (new URL(request.url).origin === new URL(storeUrl).origin)
      return fetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        body: request.body,
        duplex: "half",
      } as RequestInit);
    elsewhere++;
    throw new Error(`nothing but the store is to be asked, not ${request.url}`);
  };
}

process.on("message", async (message: Order | "trips") => {
  if (message === "trips") return process.send?.({ trips, elsewhere });
  process.send?.({ port: await serve(message) });
});
// An orderly exit: Miniflare takes its workerd along.
process.on("disconnect", () => process.exit(0));
