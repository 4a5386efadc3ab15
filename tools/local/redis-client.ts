/** Turns an ioredis connection into a store that fails at once, instead of queueing, while Redis is unavailable. */
import { Redis, type RedisOptions, ReplyError } from "ioredis";
import {
  type RedisCommand,
  RedisError,
  type RedisStore,
  type Reply,
  StoreAwayError,
} from "./redis-store.ts";

/** A store over one connection that reconnects by itself. */
export interface RedisClientStore extends RedisStore {
  /** Resolves once Redis has answered; rejects after a bounded wait. */
  ready(): Promise<void>;
  stop(): void;
}

const RECONNECT_MS = 100;
const COMMAND_MS = 5_000;
const READY_MS = 5_000;

/** Opens the connection. Commands that were in flight when it broke are never sent a second time. */
export function connectRedis(url: string | RedisOptions): RedisClientStore {
  const options: RedisOptions = {
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_MS,
    connectTimeout: 2_000,
    retryStrategy: () => RECONNECT_MS,
  };
  const redis =
    typeof url === "string" ? new Redis(url, options) : new Redis({ ...url, ...options });
  let lastError = "no answer";
  redis.on("error", (error) => {
    lastError = error.message;
  });

  // Upper case on purpose: ioredis reshapes replies and arguments of commands it knows, by lower-case name.
  const send = ([name = Buffer.alloc(0), ...args]: RedisCommand) =>
    redis.callBuffer(name.toString("latin1").toUpperCase(), ...args) as Promise<Reply>;

  return {
    execute: (command) => send(command).catch(raise),
    async transaction(commands) {
      // Written in one tick on one connection: nothing of ours can come in between.
      const queued = [[Buffer.from("MULTI")], ...commands].map(send);
      const executed = send([Buffer.from("EXEC")]);
      const [outcome] = await Promise.allSettled([executed, ...queued]);
      if (outcome.status === "rejected") return raise(outcome.reason);
      const replies = outcome.value as (Reply | Error)[]; // EXEC of a transaction without WATCH is a list
      return replies.map((reply) =>
        reply instanceof Error ? new RedisError(reply.message) : reply,
      );
    },
    async ready() {
      for (const started = Date.now(); redis.status !== "ready"; ) {
        if (Date.now() - started > READY_MS) throw new StoreAwayError(`Redis: ${lastError}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    stop: () => redis.disconnect(),
  };
}

/** Codes by which a server says that it cannot serve anything now. */
const UNABLE = /^(LOADING|MASTERDOWN|CLUSTERDOWN|NOAUTH|BUSY) /;

function raise(error: Error): never {
  const replied = error instanceof ReplyError || error.name === "ReplyError";
  if (replied && !UNABLE.test(error.message)) throw new RedisError(error.message);
  throw new StoreAwayError(error.message);
}
