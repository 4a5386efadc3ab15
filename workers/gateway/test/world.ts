/** The gateway as deployed, on workerd, with stand-ins behind it and a Redis with a switch. */
import { readFileSync, writeFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { type Built, builtHere } from "../../../tools/constellation/build.ts";
import { type WorkerOptions, workerOptions } from "../../../tools/constellation/worker-options.ts";
import { freePort } from "../../../tools/local/free-port.ts";
import { ROOT } from "../../../tools/run-command.ts";
import { discoverServices } from "../../../tools/services.ts";
import { ADDRESS_LIMITS } from "../src/table/limits.ts";
import { REDIS_TOKEN } from "./redis-door.ts";
import { type Call, type Instruction, UPSTREAM_SCRIPT } from "./upstream.ts";

export const OPERATOR_TOKEN = "o".repeat(43);
export const SHOP = "https://shop.example";
/** Name of the deployed Worker behind each of the gateway's bindings, by the binding in lower case. */
const WORKER_BEHIND = new Map(
  discoverServices(ROOT)
    .filter(({ id }) => id === "gateway")
    .flatMap(({ bindings }) => bindings.map((one) => [one.binding.toLowerCase(), one.service])),
);
/** The Workers behind the gateway, as its wrangler file binds them. */
export const UPSTREAMS: readonly string[] = [...WORKER_BEHIND.keys()];
type Upstream = string;
const workerName = (name: Upstream) => WORKER_BEHIND.get(name) ?? name;

interface WorldOptions {
  redisUrl: string;
  jwks: string;
  bindings?: Record<string, string>;
  /** Requests in a minute in place of what the wrangler file gives each limit. */
  entryLimit?: number;
  /** Workers behind that are asked at an address in place of a stand-in: a process of their own, which can die. */
  elsewhere?: Record<string, string>;
  /** Called for every call of the gateway to the network, its store included; bindings are none. */
  onNetwork?(method: string, url: string): void;
  /** Traces every request, as the platform does with those it samples; `World.spans` tells what was seen. */
  traced?: boolean;
  /** Changes the built module: for controls that leave a safeguard out. */
  patch?(module: string): string;
}

export interface World {
  url: string;
  port: number;
  /** Asks as the storefront does, at the door only its binding leads to. */
  askAsStorefront(path: string, init?: RequestInit): Promise<Response>;
  /** Asks the gateway; `order` is what the Worker behind shall do. */
  ask(path: string, init?: RequestInit & { order?: Instruction }): Promise<Response>;
  /** Calls of one stand-in since the last `forget`. */
  calls(upstream: Upstream): Promise<Call[]>;
  forget(): Promise<void>;
  /** What the clock does: the scheduled visit. */
  visit(): Promise<void>;
  /** Names and attributes of the spans of this world's requests, in the order they began. */
  spans(): Promise<Span[]>;
  /** Lines the gateway wrote. */
  lines: string[];
  stop(): Promise<void>;
}

/** A span as the platform's tail sees it. */
export interface Span {
  name: string;
  id: string;
  /** The span it began in. */
  parent: string;
  attributes: Record<string, string>;
  ended: boolean;
}

/** Builds the gateway and starts it on workerd with a Worker in place of each one behind it, and a Redis. */
export async function raiseGateway(options: WorldOptions): Promise<World> {
  const original = await buildGateway();
  const built = await patched(original, options.patch);
  const port = await freePort();
  const bindings = {
    AUTH_JWKS: options.jwks,
    CORS_ORIGINS: SHOP,
    IDEMPOTENCY_SECRET: "s".repeat(43),
    OPERATOR_TOKEN,
    UPSTASH_REDIS_REST_URL: options.redisUrl,
    UPSTASH_REDIS_REST_TOKEN: REDIS_TOKEN,
    // Circuits are the subject of one file; elsewhere a run of failures must not open them.
    BREAKER_STORE_FAILURES: "1000000",
    BREAKER_UPSTREAM_CALLS: "1000000",
    BREAKER_UPSTREAM_FAILURES: "1000000",
    ...options.bindings,
  };
  const lines: string[] = [];
  const [gateway, ...externals] = workerOptions(built, { root: ROOT, bindings, port });
  // The numbers of the wrangler file are the subject of one test; elsewhere each limit is this one.
  const limited = options.entryLimit !== undefined && {
    ratelimits: Object.fromEntries(
      Object.keys(ADDRESS_LIMITS).map((name, at) => [
        name,
        {
          namespace_id: String(1001 + at),
          simple: { limit: options.entryLimit, period: 60 as const },
        },
      ]),
    ),
  };
  const elsewhere = Object.entries(options.elsewhere ?? {}).map(([binding, address]) => [
    binding,
    { external: { address, http: {} } },
  ]);
  const bound = { ...gateway?.serviceBindings, ...Object.fromEntries(elsewhere) };
  const doors = {
    unsafeDirectSockets: [
      { host: "127.0.0.1", port },
      { host: "127.0.0.1", port: 0, entrypoint: "StorefrontDoor" },
    ],
  };
  const watched = options.onNetwork && {
    outboundService: (request: {
      method: string;
      url: string;
      headers: Headers;
      body: unknown;
    }) => {
      options.onNetwork?.(request.method, request.url);
      const { method, url, headers, body } = request;
      return fetch(url, { method, headers: [...headers], body, duplex: "half" } as RequestInit);
    },
  };
  const traced = options.traced && { streamingTails: [TAIL.name] };
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          ...gateway,
          ...limited,
          ...traced,
          ...watched,
          serviceBindings: bound,
          ...doors,
        } as WorkerOptions,
        ...externals,
        ...UPSTREAMS.map(standIn),
        ...(traced ? [TAIL] : []),
      ],
      host: "127.0.0.1",
      port: 0,
      log: new Log(LogLevel.NONE),
      logRequests: false,
      handleStructuredLogs: ({ message }) => lines.push(message),
    }),
  );
  await miniflare.ready;
  const url = `http://127.0.0.1:${port}`;
  const storefront = `http://127.0.0.1:${await miniflare.unsafeGetDirectURL("edgemart-gateway", "StorefrontDoor").then((at) => at.port)}`;
  const workers = Object.fromEntries(
    await Promise.all(
      UPSTREAMS.map(async (name) => [name, await miniflare.getWorker(workerName(name))] as const),
    ),
  );
  const book = async (upstream: Upstream, method: string) => {
    const answer = await workers[upstream]?.fetch("http://stand-in/calls", { method });
    return (await answer?.json()) as Call[];
  };
  return {
    url,
    port,
    lines,
    askAsStorefront: (path, init) => fetch(storefront + path, init),
    ask(path, { order, headers, ...init } = {}) {
      const sent = new Headers(headers);
      if (order) sent.set("x-do", encodeURIComponent(JSON.stringify(order)));
      return fetch(url + path, { redirect: "manual", ...init, headers: sent });
    },
    calls: (upstream) => book(upstream, "GET"),
    async forget() {
      await Promise.all(UPSTREAMS.map((upstream) => book(upstream, "DELETE")));
    },
    async spans() {
      const tail = await miniflare.getWorker(TAIL.name);
      return (await (await tail.fetch("http://tail/")).json()) as Span[];
    },
    async visit() {
      const worker = await miniflare.getWorker("edgemart-gateway");
      await worker.scheduled({ cron: "*/5 * * * *" });
    },
    async stop() {
      await miniflare.dispose();
      if (built !== original) await rm(built.directory, { recursive: true, force: true });
    },
  };
}

/** Writes down the spans of whatever it is the tail of. */
const TAIL = {
  name: "edgemart-tail",
  modules: true,
  compatibilityDate: "2026-10-20",
  compatibilityFlags: ["streaming_tail_worker"],
  script: `
const spans = [];
export default {
  fetch: () => Response.json(spans),
  tailStream: () => ({ event, spanContext }) => {
    const own = spans.find(({ id }) => id === spanContext?.spanId);
    if (event.type === "spanOpen") {
      spans.push({ name: event.name, id: event.spanId, parent: spanContext?.spanId ?? "", attributes: {}, ended: false });
    } else if (event.type === "attributes" && own) {
      for (const { name, value } of event.info) own.attributes[name] = String(value);
    } else if (event.type === "spanClose" && own) own.ended = true;
  },
};`,
} satisfies WorkerOptions;

function standIn(name: Upstream): WorkerOptions {
  return {
    name: workerName(name),
    modules: true,
    script: UPSTREAM_SCRIPT,
    compatibilityDate: "2026-10-20",
  };
}

async function buildGateway(): Promise<Built> {
  const [built] = await builtHere("gateway");
  if (!built) throw new Error("the gateway was not built");
  return built;
}

async function patched(built: Built, patch?: (module: string) => string): Promise<Built> {
  if (!patch) return built;
  const directory = await mkdtemp(join(tmpdir(), "edgemart-gateway-build-"));
  await cp(built.directory, directory, { recursive: true });
  const entry = join(directory, "index.js");
  writeFileSync(entry, patch(readFileSync(entry, "utf8")));
  return { ...built, directory };
}
