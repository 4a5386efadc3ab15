/** Chooses and starts the Redis of a local system: a configured one, an installed redis-server, or the embedded one. */
import { join, resolve } from "node:path";
import type { Undo } from "../undo.ts";
import { startEmbeddedRedis } from "./embedded/embedded-redis.ts";
import type { Log } from "./loopback.ts";
import { connectRedis } from "./redis-client.ts";
import { endOrphanedRedisServer, findRedisServer, startRedisServer } from "./redis-server.ts";
import type { RedisStore } from "./redis-store.ts";

/** Where and how to run it. */
export interface RedisOptions {
  dataDir: string;
  /** For redis-server; 0 takes a free port. */
  port: number;
  log: Log;
  /** Called once when redis-server died and three restarts failed. */
  onFatal(reason: string): void;
  /** A `redis://` address that wins over everything. */
  redisUrl?: string;
  force?: "embedded";
  /** Aborted when it is no longer wanted: a start under way ends what it spawned and throws. */
  signal?: AbortSignal;
  /** Receives how to stop a server of ours before it is spawned. */
  undo?: Undo[];
  /** For data of a test: it survives a killed process, as ever, but no crash of the machine, since nothing waits for the disk. */
  isThrowaway?: boolean | undefined;
}

/** A Redis ready for commands. */
export interface RunningRedis extends RedisStore {
  kind: "configured" | "redis-server" | "embedded";
  /** One line for the start table: which one, and what a crash costs. Holds no credential. */
  describe: string;
  /** The server's process id, if it is ours and running. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

/**
 * Starts the first that applies: `force`, `redisUrl`, a redis-server in PATH, the embedded one.
 *
 * @throws when the configured Redis does not answer, or redis-server does not start
 */
export async function startRedis(options: RedisOptions): Promise<RunningRedis> {
  if (options.force !== "embedded") {
    if (options.redisUrl) return useConfigured(options.redisUrl);
    const program = await findRedisServer();
    if (program) return useRedisServer(program, options);
  }
  return useEmbedded(options);
}

/** Ends a redis-server that a killed process of ours left on a data directory. @throws when it is in use */
export function endOrphanedRedis(dataDir: string, log: Log): Promise<void> {
  return endOrphanedRedisServer(serverFolder(dataDir), log);
}

function serverFolder(dataDir: string): string {
  return resolve(dataDir, "server");
}

async function useConfigured(redisUrl: string): Promise<RunningRedis> {
  const store = connectRedis(redisUrl);
  await store.ready().catch((error) => {
    store.stop();
    throw error;
  });
  return {
    kind: "configured",
    describe: `Redis at ${URL.parse(redisUrl)?.host ?? "REDIS_URL"} (as configured)`,
    execute: store.execute,
    transaction: store.transaction,
    pid: () => undefined,
    stop: async () => store.stop(),
  };
}

async function useRedisServer(program: string, options: RedisOptions): Promise<RunningRedis> {
  const dataDir = serverFolder(options.dataDir);
  const server = await startRedisServer({ ...options, program, dataDir });
  return {
    kind: "redis-server",
    describe: `redis-server (${program}): append-only, ${options.isThrowaway ? "no fsync" : "fsync always"}, survives kill -9`,
    execute: server.store.execute,
    transaction: server.store.transaction,
    pid: server.pid,
    stop: server.stop,
  };
}

async function useEmbedded(options: RedisOptions): Promise<RunningRedis> {
  const snapshotFile = join(options.dataDir, "embedded-snapshot.json");
  const embedded = await startEmbeddedRedis({ snapshotFile, log: options.log });
  return {
    kind: "embedded",
    describe: "embedded Redis: kept on a clean stop only, a crash forgets everything",
    execute: embedded.execute,
    transaction: embedded.transaction,
    pid: () => undefined,
    stop: embedded.stop,
  };
}
