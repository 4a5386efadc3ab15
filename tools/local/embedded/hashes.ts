/** Commands on hashes. */
import { RedisError } from "../redis-store.ts";
import { at, type Command, float, floatText, integer, OK, pairs, scan } from "./command.ts";
import type { Keyspace, Values } from "./keyspace.ts";

const read = (db: Keyspace, key: string): Values["hash"] => db.read(key, "hash") ?? new Map();

function setAll(db: Keyspace, [key = "", ...rest]: string[]): number {
  return db.change(key, "hash", (hash) => {
    const before = hash.size;
    for (const [field, value] of pairs(rest)) hash.set(field, value);
    return hash.size - before;
  });
}

function current(hash: Values["hash"], field: string, kind: "an integer" | "a float"): string {
  const value = hash.get(field) ?? "0";
  const valid = kind === "an integer" ? /^(0|-?[1-9]\d*)$/ : /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
  if (!valid.test(value)) throw new RedisError(`ERR hash value is not ${kind}`);
  return value;
}

/** HGET, HSET, HINCRBY … */
export const hashCommands: Record<string, Command> = {
  HGET: { arity: [2, 2], run: (db, [key = "", field = ""]) => read(db, key).get(field) ?? null },
  HSET: { arity: [3, undefined, 2], run: setAll },
  HMSET: {
    arity: [3, undefined, 2],
    run(db, args) {
      setAll(db, args);
      return OK;
    },
  },
  HSETNX: {
    arity: [3, 3],
    run: (db, args) => (read(db, at(args, 0)).has(at(args, 1)) ? 0 : setAll(db, args)),
  },
  HMGET: {
    arity: [2],
    run: (db, [key = "", ...fields]) => fields.map((field) => read(db, key).get(field) ?? null),
  },
  HGETALL: { arity: [1, 1], run: (db, [key = ""]) => [...read(db, key)].flat() },
  HDEL: {
    arity: [2],
    run: (db, [key = "", ...fields]) =>
      db.change(key, "hash", (hash) => fields.filter((field) => hash.delete(field)).length),
  },
  HEXISTS: { arity: [2, 2], run: (db, [key = "", field = ""]) => +read(db, key).has(field) },
  HLEN: { arity: [1, 1], run: (db, [key = ""]) => read(db, key).size },
  HKEYS: { arity: [1, 1], run: (db, [key = ""]) => [...read(db, key).keys()] },
  HVALS: { arity: [1, 1], run: (db, [key = ""]) => [...read(db, key).values()] },
  HSTRLEN: {
    arity: [2, 2],
    run: (db, [key = "", field = ""]) => (read(db, key).get(field) ?? "").length,
  },
  HINCRBY: {
    arity: [3, 3],
    run: (db, [key = "", field = "", by = ""]) =>
      db.change(key, "hash", (hash) => {
        const sum = integer(current(hash, field, "an integer")) + integer(by);
        if (!Number.isSafeInteger(sum)) {
          throw new RedisError("ERR increment or decrement would overflow");
        }
        hash.set(field, String(sum));
        return sum;
      }),
  },
  HINCRBYFLOAT: {
    arity: [3, 3],
    run: (db, [key = "", field = "", by = ""]) =>
      db.change(key, "hash", (hash) => {
        const sum = floatText(float(current(hash, field, "a float")) + float(by));
        hash.set(field, sum);
        return sum;
      }),
  },
  HSCAN: {
    arity: [2],
    run(db, [key = "", cursor = "", ...options]) {
      integer(cursor);
      const [end, found] = scan(options, [...read(db, key)], ([field]) => field);
      return [end, found.flat()];
    },
  },
};
