/** Commands on keys of any type: existence, lifetime, names. */
import { RedisError } from "../redis-store.ts";
import { at, type Command, glob, integer, OK, Status } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";

/** `unitMs` is what the command counts in. */
const expire = (unitMs: number): Command => ({
  arity: [2, 3],
  run: (db, [key = "", amount = "", option]) =>
    setEnd(db, key, integer(amount) * unitMs + db.now(), option) ? 1 : 0,
});

/** A key without an end counts as endless for GT and LT. */
function setEnd(db: Keyspace, key: string, until: number, word?: string): boolean {
  const option = word?.toUpperCase();
  if (option !== undefined && !/^(NX|XX|GT|LT)$/.test(option)) {
    throw new RedisError(`ERR Unsupported option ${word}`);
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

/** DEL, EXISTS, EXPIRE, PEXPIRE, TTL, PTTL, KEYS, FLUSHALL, PING. */
export const keyCommands: Record<string, Command> = {
  DEL: { arity: [1], run: (db, keys) => keys.filter((key) => db.remove(key)).length },
  EXISTS: { arity: [1], run: (db, keys) => keys.filter((key) => db.entry(key)).length },
  EXPIRE: expire(1_000),
  PEXPIRE: expire(1),
  TTL: lifetime((end, now) => Math.floor((end - now + 500) / 1_000)),
  PTTL: lifetime((end, now) => end - now),
  KEYS: { arity: [1, 1], run: (db, args) => db.keys().filter(glob(at(args, 0))) },
  FLUSHALL: {
    arity: [0, 1],
    run(db) {
      db.clear();
      return OK;
    },
  },
  PING: { arity: [0, 1], run: (_db, [text]) => text ?? new Status("PONG") },
};
