/** The data stores of a constellation: embedded ones behind their endpoints, or the user's own. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../local/loopback.ts";
import { type StatementTap, startNeonEndpoint } from "../local/neon.ts";
import { endOrphanedPostgres, startPostgres } from "../local/postgres.ts";
import { endOrphanedRedis, startRedis } from "../local/redis.ts";
import { startUpstashEndpoint } from "../local/upstash.ts";
import { workerUrl } from "../migrate.ts";
import type { Undo } from "../undo.ts";
import type { Secrets } from "./secrets.ts";

/** Name of the local database. */
export const DATABASE = "edgemart";

/** What the local stores need to start. */
export interface StoreOptions {
  dataDir: string;
  secrets: Secrets;
  ports: { neon: number; upstash: number; postgres: number; redis: number };
  /** Keeps away from an installed redis-server. */
  redis?: "embedded";
  /** Called for each statement of the Workers, for proofs. */
  databaseTap?: StatementTap | undefined;
  redisTap?: (() => void) | undefined;
  log: Log;
  onFatal(reason: string): void;
  /** Aborted when the stores are no longer wanted while they start. */
  signal?: AbortSignal;
  /** As `PostgresOptions` has it. */
  isThrowaway?: boolean | undefined;
}

/** Running stores, and how Workers reach them. */
export interface Stores {
  /** For migrations and tools; a credential. */
  adminUrl: string;
  /** Makes the connection string of a Worker's role. */
  databaseUrlOf(worker: string, password: string): string;
  upstash: { url: string; token: string };
  /** One line each for the start table. */
  describe: { postgres: string; redis: string };
  pids(): { postgres?: number; redis?: number };
}

/**
 * Starts what the secrets do not already name.
 *
 * @param undo receives how to stop each part as soon as it runs; it holds all of them also when this throws
 */
export async function startStores(options: StoreOptions, undo: Undo[]): Promise<Stores> {
  await mkdir(options.dataDir, { recursive: true });
  const starting = [startDatabase(options, undo), startCache(options, undo)] as const;
  // Both end before anything is thrown, so that nothing starts after the clean-up.
  await Promise.allSettled(starting);
  const [database, redis] = await Promise.all(starting);
  return {
    ...database.part,
    ...redis.part,
    describe: { postgres: database.describe, redis: redis.describe },
    pids: () => ({ postgres: database.pid(), redis: redis.pid() }),
  };
}

/** Ends the stores that a killed process of ours left on their data. @throws when a live one uses them */
export async function endOrphanedStores(dataDir: string, log: Log): Promise<void> {
  const { postgres, redis } = foldersOf(dataDir);
  await endOrphanedPostgres(postgres, log);
  await endOrphanedRedis(redis, log);
}

function foldersOf(dataDir: string): { postgres: string; redis: string } {
  return { postgres: join(dataDir, "postgres"), redis: join(dataDir, "redis") };
}

async function startDatabase(options: StoreOptions, undo: Undo[]) {
  const own = options.secrets.DATABASE_URL;
  if (own) {
    return {
      part: { adminUrl: own, databaseUrlOf: urlsAt(own) },
      describe: `yours (${new URL(own).hostname})`,
      pid: () => undefined,
    };
  }
  const postgres = await startPostgres({
    dataDir: foldersOf(options.dataDir).postgres,
    port: options.ports.postgres,
    log: options.log,
    onFatal: options.onFatal,
    signal: options.signal,
    isThrowaway: options.isThrowaway,
    undo,
  });
  await postgres.ensureDatabase(DATABASE);
  const neon = await startNeonEndpoint({
    port: options.ports.neon,
    upstream: { host: postgres.host, port: postgres.port, database: DATABASE },
    log: options.log,
    tap: options.databaseTap,
  });
  undo.push(() => neon.stop());
  const adminUrl = new URL(postgres.adminUrl);
  adminUrl.pathname = `/${DATABASE}`;
  return {
    part: {
      adminUrl: adminUrl.href,
      databaseUrlOf: urlsAt(`postgres://127.0.0.1:${neon.port}/${DATABASE}`),
    },
    describe: "embedded PostgreSQL 18, durable",
    pid: () => postgres.pid(),
  };
}

async function startCache(options: StoreOptions, undo: Undo[]) {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token = "" } = options.secrets;
  if (url) {
    return {
      part: { upstash: { url, token } },
      describe: `yours (${new URL(url).hostname})`,
      pid: () => undefined,
    };
  }
  const redis = await startRedis({
    dataDir: foldersOf(options.dataDir).redis,
    port: options.ports.redis,
    log: options.log,
    onFatal: options.onFatal,
    redisUrl: options.secrets.REDIS_URL,
    force: options.redis,
    signal: options.signal,
    isThrowaway: options.isThrowaway,
    undo,
  });
  undo.push(() => redis.stop());
  const endpoint = await startUpstashEndpoint({
    port: options.ports.upstash,
    token,
    store: redis,
    log: options.log,
    tap: options.redisTap,
  });
  undo.push(() => endpoint.stop());
  return {
    part: { upstash: { url: endpoint.url, token } },
    describe: redis.describe,
    pid: () => redis.pid(),
  };
}

function urlsAt(base: string) {
  return (worker: string, password: string) => workerUrl(base, worker, password);
}
