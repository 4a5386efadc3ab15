/** Commands on keys of any type: existence, lifetime, names. */
import { RedisError } from "../redis-store.ts";
import { at, type Command, glob, integer, OK, pairs, Status, scan } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";

const remove: Command = {
  arity: [1],
  run: (db, keys) => keys.filter((key) => db.remove(key)).length,
};

const count: Command = {
  arity: [1],
  run: (db, keys) => keys.filter((key) => db.entry(key)).length,
};

/** `unit` in milliseconds; `absolute` for the …AT forms. */
const expire = (unit: number, absolute: boolean): Command => ({
  arity: [2, 3],
  run(db, [key = "", amount = "", option]) {
    const until = integer(amount) * unit + (absolute ? 0 : db.now());
    return setEnd(db, key, until, option?.toUpperCase()) ? 1 : 0;
  },
});

/** A key without an end counts as endless for GT and LT. */
function setEnd(db: Keyspace, key: string, until: number, option?: string): boolean {
  if (option !== undefined && !/^(NX|XX|GT|LT)$/.test(option)) {
    throw new RedisError(`ERR Unsupported option ${option}`);
  }
  const entry = db.entry(key);
  if (!entry) return false;
  const current = entry.expiresAt;
  if (option === "NX" && current !== undefined) return false;
  if (option === "XX" && current === undefined) return false;
  if (option === "GT" && until <= (current ?? Infinity)) return false;
  if (option === "LT" && until >= (current ?? Infinity)) return false;
  if (until <= db.now()) db.remove(key);
  else entry.expiresAt = until;
  return true;
}

const lifetime = (read: (expiresAt: number, now: number) => number): Command => ({
  arity: [1, 1],
  run(db, [key = ""]) {
    const entry = db.entry(key);
    if (!entry) return -2;
    return entry.expiresAt === undefined ? -1 : read(entry.expiresAt, db.now());
  },
});

const rename = (onlyWhenFree: boolean): Command => ({
  arity: [2, 2],
  run(db, [from = "", to = ""]) {
    const entry = db.entry(from);
    if (!entry) throw new RedisError("ERR no such key");
    if (onlyWhenFree && db.entry(to)) return 0;
    db.remove(from);
    db.put(to, entry);
    return onlyWhenFree ? 1 : OK;
  },
});

const clear: Command = {
  arity: [0, 1],
  run(db) {
    db.clear();
    return OK;
  },
};

/** DEL, EXPIRE, TTL, SCAN … */
export const keyCommands: Record<string, Command> = {
  DEL: remove,
  UNLINK: remove,
  EXISTS: count,
  TOUCH: count,
  EXPIRE: expire(1_000, false),
  PEXPIRE: expire(1, false),
  EXPIREAT: expire(1_000, true),
  PEXPIREAT: expire(1, true),
  TTL: lifetime((end, now) => Math.floor((end - now + 500) / 1_000)),
  PTTL: lifetime((end, now) => end - now),
  EXPIRETIME: lifetime((end) => Math.floor((end + 500) / 1_000)),
  PEXPIRETIME: lifetime((end) => end),
  PERSIST: {
    arity: [1, 1],
    run(db, [key = ""]) {
      const entry = db.entry(key);
      if (entry?.expiresAt === undefined) return 0;
      entry.expiresAt = undefined;
      return 1;
    },
  },
  TYPE: { arity: [1, 1], run: (db, [key = ""]) => new Status(db.entry(key)?.kind ?? "none") },
  KEYS: { arity: [1, 1], run: (db, args) => db.keys().filter(glob(at(args, 0))) },
  SCAN: {
    arity: [1],
    run(db, [cursor = "", ...options]) {
      integer(cursor);
      const typed = pairs(options).find(([word]) => word.toUpperCase() === "TYPE");
      const others = pairs(options).filter((pair) => pair !== typed && pair[0] !== typed?.[0]);
      const keys = db.keys().filter((key) => !typed || db.entry(key)?.kind === typed[1]);
      return scan(others.flat(), keys, (key) => key);
    },
  },
  RENAME: rename(false),
  RENAMENX: rename(true),
  DBSIZE: { arity: [0, 0], run: (db) => db.keys().length },
  FLUSHDB: clear,
  FLUSHALL: clear,
  PING: { arity: [0, 1], run: (_db, [text]) => text ?? new Status("PONG") },
  ECHO: { arity: [1, 1], run: (_db, [text = ""]) => text },
  TIME: {
    arity: [0, 0],
    run(db) {
      const now = db.now();
      return [String(Math.floor(now / 1_000)), String((now % 1_000) * 1_000)];
    },
  },
};
