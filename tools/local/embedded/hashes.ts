/** Commands on hashes. */
import { RedisError } from "../redis-store.ts";
import { type Command, integer, pairs } from "./command.ts";
import type { Keyspace, Values } from "./keyspace.ts";

const read = (db: Keyspace, key: string): Values["hash"] => db.read(key, "hash") ?? new Map();

function current(hash: Values["hash"], field: string): string {
  const value = hash.get(field) ?? "0";
  if (!/^(0|-?[1-9]\d*)$/.test(value)) throw new RedisError("ERR hash value is not an integer");
  return value;
}

/** HGET, HSET, HGETALL, HINCRBY. */
export const hashCommands: Record<string, Command> = {
  HGET: { arity: [2, 2], run: (db, [key = "", field = ""]) => read(db, key).get(field) ?? null },
  HSET: {
    arity: [3, undefined, 2],
    run: (db, [key = "", ...rest]) =>
      db.change(key, "hash", (hash) => {
        const before = hash.size;
        for (const [field, value] of pairs(rest)) hash.set(field, value);
        return hash.size - before;
      }),
  },
  HGETALL: { arity: [1, 1], run: (db, [key = ""]) => [...read(db, key)].flat() },
  HINCRBY: {
    arity: [3, 3],
    run: (db, [key = "", field = "", by = ""]) =>
      db.change(key, "hash", (hash) => {
        const sum = integer(current(hash, field)) + integer(by);
        if (!Number.isSafeInteger(sum)) {
          throw new RedisError("ERR increment or decrement would overflow");
        }
        hash.set(field, String(sum));
        return sum;
      }),
  },
};
