/** Runs a private PostgreSQL on loopback: durable, supervised, and able to start after any kind of kill. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { withAdmin } from "../admin-client.ts";
import { commandLine, endProcess, isAlive, liveOwner } from "../process-facts.ts";
import type { Undo } from "../undo.ts";
import { freePort } from "./free-port.ts";
import { LOOPBACK, type Log } from "./loopback.ts";
import { clusterDirectory, openCluster, SUPERUSER } from "./postgres-cluster.ts";
import { type Supervised, supervise } from "./supervise.ts";

/** Where and how to run it. */
export interface PostgresOptions {
  /** Ours alone; created when missing. As root its parents must let the user `postgres` pass. */
  dataDir: string;
  /** 0 takes a free port, kept across restarts. */
  port: number;
  log: Log;
  /** Called once when the server died and three restarts failed. */
  onFatal(reason: string): void;
  /** Aborted when it is no longer wanted: a start under way ends what it spawned and throws. */
  signal?: AbortSignal;
  /** Receives how to stop the server before it is spawned. */
  undo?: Undo[];
  /** For data of a test: it survives a killed process, as ever, but no crash of the machine, since nothing waits for the disk. */
  isThrowaway?: boolean | undefined;
}

/** A running PostgreSQL. */
export interface Postgres {
  /** The superuser's `postgres://` address, database `postgres`; a credential, never to be logged. */
  adminUrl: string;
  host: string;
  port: number;
  pid(): number | undefined;
  /** Creates the database when it is missing; safe to call at the same time from several places. */
  ensureDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
}

// Durable first (an acknowledged write survives kill -9), then small: this shares a laptop with Workers.
const SETTINGS: Record<string, string> = {
  listen_addresses: LOOPBACK,
  unix_socket_directories: "",
  max_connections: "120",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "256MB",
  shared_buffers: "64MB",
  io_method: "sync",
  max_parallel_workers_per_gather: "0",
  jit: "off",
  timezone: "UTC",
  lc_messages: "C",
  log_min_messages: "fatal",
  log_min_error_statement: "panic",
};

/** What a killed process has written is in the kernel's memory, complete: only a crash of the machine needs these. */
const WITHOUT_DISK: Record<string, string> = {
  fsync: "off",
  full_page_writes: "off",
};

/**
 * Starts PostgreSQL, creating its cluster on first use; ends an orphan of ours left by a `kill -9`.
 *
 * @throws when it does not start or is no longer wanted; nothing is left running
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { log, onFatal, signal, undo } = options;
  const port = await freePort(options.port);
  const cluster = await openCluster(options.dataDir, signal, options.isThrowaway);
  await clearTheWay(cluster.directory, log);
  const adminUrl = `postgres://${SUPERUSER}:${cluster.password}@${LOOPBACK}:${port}/postgres`;
  const args = Object.entries({
    ...SETTINGS,
    ...(options.isThrowaway && WITHOUT_DISK),
    port: String(port),
  }).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  const server = await supervise({
    name: "postgres",
    spawn: () => cluster.serve(args),
    ready: (given) => untilItAnswers(adminUrl, given),
    stopSignal: "SIGINT", // "fast": ends sessions, checkpoints, exits
    log,
    onFatal,
    signal,
    undo,
  });
  await assertLocale(adminUrl).catch((error) => server.stop().then(() => Promise.reject(error)));
  return describe(server, adminUrl, port);
}

function describe(server: Supervised, adminUrl: string, port: number): Postgres {
  return {
    adminUrl,
    host: LOOPBACK,
    port,
    pid: server.pid,
    stop: server.stop,
    ensureDatabase: (name) =>
      withAdmin(adminUrl, async (client) => {
        const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
        if (found.rowCount) return;
        await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`).catch((error) => {
          const lostRace = error.code === "42P04" || error.code === "23505";
          if (!lostRace) throw error;
        });
      }),
  };
}

/** Ends a PostgreSQL that a killed process of ours left on a data directory. @throws when it is in use */
export function endOrphanedPostgres(dataDir: string, log: Log): Promise<void> {
  return clearTheWay(clusterDirectory(dataDir), log);
}

/**
 * Ends an orphaned postmaster of this very cluster and removes a lock file that no longer means anything.
 *
 * @throws when the cluster is in use by a live process of ours: two starts must not share one cluster
 */
async function clearTheWay(directory: string, log: Log): Promise<void> {
  const lockFile = join(directory, "postmaster.pid");
  const lock = await readFile(lockFile, "utf8").catch(() => undefined);
  if (lock === undefined) return;
  const pid = Number(lock.split("\n")[0]);
  if (pid > 0 && isAlive(pid)) {
    const command = (await commandLine(pid)) ?? "";
    if (command.includes(`-D ${directory} `)) {
      const owner = await liveOwner(pid);
      if (owner) throw new Error(`${directory} is in use: process ${owner} runs PostgreSQL on it`);
      log(`postgres: ending process ${pid}, left over on this data directory`);
      await endProcess(pid, "SIGINT", 5_000);
    }
  }
  await rm(lockFile, { force: true });
}

/** A killed server first replays its log, refusing connections meanwhile (57P03). */
async function untilItAnswers(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const answered = await withAdmin(url, (client) => client.query("SELECT 1")).then(
      () => true,
      (error: { code?: string }) => {
        const wrongServer = error.code === "28P01";
        if (wrongServer) throw new Error("the port or the kept password belongs to another server");
        return false;
      },
    );
    if (answered) return;
    await delay(40);
  }
}

/** A cluster under another locale would sort and fold text unlike production (Korean trigrams come out empty). */
async function assertLocale(url: string): Promise<void> {
  const { encoding, collation } = await withAdmin(url, async (client) => {
    const { rows } = await client.query(
      `SELECT current_setting('server_encoding') AS encoding, datcollate AS collation
         FROM pg_database WHERE datname = current_database()`,
    );
    return rows[0];
  });
  if (encoding !== "UTF8" || !/^C\.utf-?8$/i.test(collation)) {
    throw new Error(`PostgreSQL must run with UTF8 and C.UTF-8, not ${encoding} and ${collation}`);
  }
}
