/** Runs a private redis-server on loopback: every acknowledged write is on disk, and the process is supervised. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import { endProcess, liveOwner } from "../process-facts.ts";
import type { Undo } from "../undo.ts";
import { freePort } from "./free-port.ts";
import { LOOPBACK, type Log } from "./loopback.ts";
import { connectRedis } from "./redis-client.ts";
import type { RedisStore } from "./redis-store.ts";
import { supervise } from "./supervise.ts";

/** Where and how to run it. */
export interface RedisServerOptions {
  program: string;
  dataDir: string;
  /** 0 takes a free port, kept across restarts. */
  port: number;
  log: Log;
  onFatal(reason: string): void;
  signal?: AbortSignal;
  undo?: Undo[];
  /** As `RedisOptions` has it. */
  isThrowaway?: boolean | undefined;
}

/** A running redis-server. */
export interface RedisServer {
  store: RedisStore;
  port: number;
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** Where a server of ours listens, or listened; kept so that the next start finds an orphan. */
interface Kept {
  port: number;
  password: string;
}

const KEPT_FILE = "server.json";

/** Ends the server that a killed process of ours left on a data directory. @throws when it is in use */
export async function endOrphanedRedisServer(dataDir: string, log: Log): Promise<void> {
  const kept = await readKept(join(dataDir, KEPT_FILE));
  if (kept) await endOrphan(kept, dataDir, log);
}

/** Finds `redis-server` in PATH. */
export async function findRedisServer(): Promise<string | undefined> {
  for (const directory of (process.env.PATH ?? "").split(delimiter).filter(Boolean)) {
    const program = join(directory, "redis-server");
    const runs = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return program;
  }
  return undefined;
}

/**
 * Starts it on its append-only file; ends an orphan of ours left by a `kill -9`.
 *
 * @throws when it does not start or is no longer wanted; nothing is left running
 */
export async function startRedisServer(options: RedisServerOptions): Promise<RedisServer> {
  const { dataDir, log, onFatal, undo } = options;
  await mkdir(dataDir, { recursive: true });
  await endOrphanedRedisServer(dataDir, log);
  const keptFile = join(dataDir, KEPT_FILE);
  const before = await readKept(keptFile);
  const kept: Kept = {
    port: await freePort(options.port),
    password: before?.password ?? randomBytes(24).toString("base64url"),
  };
  await writeFile(keptFile, JSON.stringify(kept), { mode: 0o600 });
  const server = await supervise({
    name: "redis-server",
    spawn: () => serve(options, kept),
    ready: (signal) => untilItAnswers(kept, signal),
    stopSignal: "SIGTERM",
    log,
    onFatal,
    signal: options.signal,
    undo,
  });
  const store = connectRedis({ host: LOOPBACK, ...kept });
  await store.ready().catch(async (error) => {
    store.stop();
    await server.stop();
    throw error;
  });
  undo?.push(async () => store.stop());
  return {
    store,
    port: kept.port,
    pid: server.pid,
    async stop() {
      store.stop();
      await server.stop();
    },
  };
}

/** The configuration goes in by stdin: a password on the command line is readable by every user. */
function serve(options: RedisServerOptions, { port, password }: Kept): ChildProcess {
  const { program, dataDir, isThrowaway = false } = options;
  const child = spawn(program, ["-"], { detached: true, stdio: "pipe" });
  child.stdin.on("error", () => undefined); // the process ended first; its exit says why
  child.stdin.end(
    [
      `bind ${LOOPBACK}`,
      `port ${port}`,
      `requirepass ${password}`,
      `dir ${JSON.stringify(dataDir)}`,
      "appendonly yes",
      // Written before it is answered in either case: what a killed process acknowledged is there.
      `appendfsync ${isThrowaway ? "no" : "always"}`,
      'save ""',
      "maxmemory-policy noeviction",
      "daemonize no",
      "databases 1",
      "loglevel warning",
    ].join("\n"),
  );
  return child;
}

async function untilItAnswers(kept: Kept, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await ask(kept, (redis) => redis.ping()))) await delay(30);
}

/**
 * Ends a server that answers to our own secret and works on our own directory; nothing else can.
 *
 * @throws when a live process of ours runs it: two starts must not share one append-only file
 */
async function endOrphan(kept: Kept, dataDir: string, log: Log): Promise<void> {
  const info = await ask(kept, async (redis) => {
    const [, directory] = (await redis.config("GET", "dir")) as string[];
    return directory === dataDir ? redis.info("server") : undefined;
  });
  const pid = Number(/^process_id:(\d+)/m.exec(info ?? "")?.[1]);
  if (!pid) return;
  const owner = await liveOwner(pid);
  if (owner) throw new Error(`${dataDir} is in use: process ${owner} runs Redis on it`);
  log(`redis-server: ending process ${pid}, left over on this data directory`);
  await endProcess(pid, "SIGTERM", 5_000);
}

/** Asks on a connection of its own; undefined when there is no answer. */
async function ask<T>(kept: Kept, question: (redis: Redis) => Promise<T>): Promise<T | undefined> {
  const redis = new Redis({
    host: LOOPBACK,
    ...kept,
    lazyConnect: true,
    connectTimeout: 1_000,
    commandTimeout: 1_000,
    retryStrategy: () => null,
  });
  redis.on("error", () => undefined); // the awaited call below rejects with it
  try {
    await redis.connect();
    return await question(redis);
  } catch {
    return undefined; // no process there, another program, or still loading: all mean "no answer"
  } finally {
    redis.disconnect();
  }
}

async function readKept(file: string): Promise<Kept | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Kept);
  } catch {
    return undefined; // a kill cut the write short: a new secret is as good
  }
}
