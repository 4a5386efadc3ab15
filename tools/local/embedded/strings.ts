/** Commands on strings, and on the integers that Redis keeps in them. */
import { RedisError } from "../redis-store.ts";
import { at, type Command, integer, OK, syntaxError } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";

const UNIT_MS: Readonly<Record<string, number>> = { EX: 1_000, PX: 1 };

/** Reads an EX or PX amount into the moment the key ends. */
function endOf(db: Keyspace, word: string, amount: string): number {
  const unit = UNIT_MS[word];
  if (unit === undefined) throw syntaxError();
  const value = integer(amount);
  if (value <= 0) throw new RedisError("ERR invalid expire time in 'set' command");
  return value * unit + db.now();
}

function set(db: Keyspace, [key = "", value = "", ...options]: string[]) {
  const flags = new Set<string>();
  let expiresAt: number | undefined;
  for (let i = 0; i < options.length; i++) {
    const word = at(options, i).toUpperCase();
    if (/^(NX|KEEPTTL)$/.test(word)) flags.add(word);
    else {
      if (expiresAt !== undefined) throw syntaxError();
      i += 1;
      expiresAt = endOf(db, word, at(options, i));
    }
  }
  const keep = flags.has("KEEPTTL");
  if (keep && expiresAt !== undefined) throw syntaxError();
  const current = db.entry(key);
  if (flags.has("NX") && current) return null;
  db.put(key, { kind: "string", value, expiresAt: keep ? current?.expiresAt : expiresAt });
  return OK;
}

/** GET, SET with NX, EX, PX and KEEPTTL, GETDEL, MGET, INCR. */
export const stringCommands: Record<string, Command> = {
  GET: { arity: [1, 1], run: (db, [key = ""]) => db.read(key, "string") ?? null },
  SET: { arity: [2], run: set },
  GETDEL: {
    arity: [1, 1],
    run(db, [key = ""]) {
      const value = db.read(key, "string") ?? null;
      db.remove(key);
      return value;
    },
  },
  MGET: {
    arity: [1],
    run: (db, keys) =>
      keys.map((key) => {
        const entry = db.entry(key);
        return entry?.kind === "string" ? entry.value : null;
      }),
  },
  INCR: {
    arity: [1, 1],
    run(db, [key = ""]) {
      const sum = integer(db.read(key, "string") ?? "0") + 1;
      if (!Number.isSafeInteger(sum)) {
        throw new RedisError("ERR increment or decrement would overflow");
      }
      db.putString(key, String(sum));
      return sum;
    },
  },
};
