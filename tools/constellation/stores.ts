/** The data stores of a constellation: embedded ones behind their endpoints, or the user's own. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../local/loopback.ts";
import { startNeonEndpoint } from "../local/neon.ts";
import { startPostgres } from "../local/postgres.ts";
import { startRedis } from "../local/redis.ts";
import { startUpstashEndpoint } from "../local/upstash.ts";
import type { Secrets } from "./secrets.ts";

export const DATABASE = "edgemart";

export interface StoreOptions {
  dataDir: string;
  secrets: Secrets;
  ports: { neon: number; upstash: number; postgres: number; redis: number };
  /** Keeps away from an installed redis-server. */
  redis?: "embedded";
  log: Log;
  onFatal(reason: string): void;
}

/** Running stores, and how Workers reach them. */
export interface Stores {
  /** For migrations and tools; a credential. */
  adminUrl: string;
  /** Makes a role's connection string as a Worker uses it. */
  databaseUrlOf(role: string, password: string): string;
  upstash: { url: string; token: string };
  /** One line each for the start table. */
  describe: { postgres: string; redis: string };
  pids(): { postgres?: number; redis?: number };
  stop(): Promise<void>;
}

/** Starts what the secrets do not already name. */
export async function startStores(options: StoreOptions): Promise<Stores> {
  await mkdir(options.dataDir, { recursive: true });
  const [database, redis] = await Promise.all([startDatabase(options), startCache(options)]);
  return {
    ...database.part,
    ...redis.part,
    describe: { postgres: database.describe, redis: redis.describe },
    pids: () => ({ postgres: database.pid(), redis: redis.pid() }),
    stop: async () => {
      await Promise.all([database.stop(), redis.stop()]);
    },
  };
}

async function startDatabase(options: StoreOptions) {
  const own = options.secrets.DATABASE_URL;
  if (own) {
    return {
      part: { adminUrl: own, databaseUrlOf: withRole(own) },
      describe: `yours (${new URL(own).hostname})`,
      pid: () => undefined,
      stop: async () => undefined,
    };
  }
  const postgres = await startPostgres({
    dataDir: join(options.dataDir, "postgres"),
    port: options.ports.postgres,
    log: options.log,
    onFatal: options.onFatal,
  });
  await postgres.ensureDatabase(DATABASE);
  const neon = await startNeonEndpoint({
    port: options.ports.neon,
    upstream: { host: postgres.host, port: postgres.port, database: DATABASE },
    log: options.log,
  });
  const adminUrl = new URL(postgres.adminUrl);
  adminUrl.pathname = `/${DATABASE}`;
  return {
    part: {
      adminUrl: adminUrl.href,
      databaseUrlOf: withRole(`postgres://127.0.0.1:${neon.port}/${DATABASE}`),
    },
    describe: "embedded PostgreSQL 18, durable",
    pid: () => postgres.pid(),
    stop: async () => {
      await neon.stop();
      await postgres.stop();
    },
  };
}

async function startCache(options: StoreOptions) {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token = "" } = options.secrets;
  if (url && !isLoopback(url)) {
    return {
      part: { upstash: { url, token } },
      describe: `yours (${new URL(url).hostname})`,
      pid: () => undefined,
      stop: async () => undefined,
    };
  }
  const redis = await startRedis({
    dataDir: join(options.dataDir, "redis"),
    port: options.ports.redis,
    log: options.log,
    onFatal: options.onFatal,
    redisUrl: options.secrets.REDIS_URL,
    force: options.redis,
  });
  const endpoint = await startUpstashEndpoint({
    port: options.ports.upstash,
    token,
    store: redis,
    log: options.log,
  });
  return {
    part: { upstash: { url: endpoint.url, token } },
    describe: redis.describe,
    pid: () => redis.pid(),
    stop: async () => {
      await endpoint.stop();
      await redis.stop();
    },
  };
}

/** A loopback address in `.dev.vars` was written by an earlier start; anything else is the user's own service. */
export function isLoopback(url: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}

function withRole(base: string) {
  return (role: string, password: string) => {
    const url = new URL(base);
    url.username = role;
    url.password = password;
    return url.href;
  };
}
