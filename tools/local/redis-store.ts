/** What the REST endpoint needs of a Redis, whichever one is behind it; types and errors only. */

/** RESP2 without the difference between status and bulk, which Upstash's JSON does not show either. */
export type Reply = Buffer | number | null | Reply[];

/** A command's name and arguments; values may be any bytes. */
export type RedisCommand = Buffer[];

/** A Redis that executes commands. */
export interface RedisStore {
  /** @throws RedisError when the command fails · StoreAwayError when no answer is to be had */
  execute(command: RedisCommand): Promise<Reply>;
  /** MULTI/EXEC: all commands, nothing in between; a failed one does not undo the others. */
  transaction(commands: RedisCommand[]): Promise<(Reply | RedisError)[]>;
}

/** Redis's own error reply; its message begins with a code such as `WRONGTYPE` or `ERR`. */
export class RedisError extends Error {}

/** The server is unavailable or did not answer in time; the command may or may not have been executed. */
export class StoreAwayError extends Error {}
