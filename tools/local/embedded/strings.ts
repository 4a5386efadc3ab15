/** Commands on strings, and on the integers and floats that Redis keeps in them. */
import { RedisError } from "../redis-store.ts";
import {
  at,
  type Command,
  float,
  floatText,
  integer,
  OK,
  pairs,
  slice,
  syntaxError,
} from "./command.ts";
import type { Keyspace } from "./keyspace.ts";

const UNIT_MS = new Map([
  ["EX", { unit: 1_000, absolute: false }],
  ["PX", { unit: 1, absolute: false }],
  ["EXAT", { unit: 1_000, absolute: true }],
  ["PXAT", { unit: 1, absolute: true }],
]);

/** Reads an EX/PX/EXAT/PXAT amount into the moment the key ends. */
function endOf(db: Keyspace, word: string, amount: string, command: string): number {
  const rule = UNIT_MS.get(word);
  if (!rule) throw syntaxError();
  const value = integer(amount);
  if (value <= 0) throw new RedisError(`ERR invalid expire time in '${command}' command`);
  return value * rule.unit + (rule.absolute ? 0 : db.now());
}

function set(db: Keyspace, [key = "", value = "", ...options]: string[]) {
  const flags = new Set<string>();
  let expiresAt: number | undefined;
  for (let i = 0; i < options.length; i++) {
    const word = at(options, i).toUpperCase();
    if (/^(NX|XX|GET|KEEPTTL)$/.test(word)) flags.add(word);
    else {
      if (expiresAt !== undefined) throw syntaxError();
      i += 1;
      expiresAt = endOf(db, word, at(options, i), "set");
    }
  }
  const [nx, xx, keep] = ["NX", "XX", "KEEPTTL"].map((flag) => flags.has(flag));
  if ((nx && xx) || (keep && expiresAt !== undefined)) throw syntaxError();
  const before = flags.has("GET") ? (db.read(key, "string") ?? null) : undefined;
  const current = db.entry(key);
  if (nx ? current : xx && !current) return before ?? null;
  put(db, key, value, keep ? current?.expiresAt : expiresAt);
  return before === undefined ? OK : before;
}

function put(db: Keyspace, key: string, value: string, expiresAt?: number): void {
  db.put(key, { kind: "string", value, expiresAt });
  if (expiresAt !== undefined && expiresAt <= db.now()) db.remove(key);
}

const setFor = (word: string, command: string): Command => ({
  arity: [3, 3],
  run(db, [key = "", amount = "", value = ""]) {
    put(db, key, value, endOf(db, word, amount, command));
    return OK;
  },
});

function add(db: Keyspace, key: string, amount: number): number {
  const sum = integer(db.read(key, "string") ?? "0") + amount;
  if (!Number.isSafeInteger(sum)) throw new RedisError("ERR increment or decrement would overflow");
  db.putString(key, String(sum));
  return sum;
}

/** GET, SET, INCR … */
export const stringCommands: Record<string, Command> = {
  GET: { arity: [1, 1], run: (db, [key = ""]) => db.read(key, "string") ?? null },
  SET: { arity: [2], run: set },
  SETNX: { arity: [2, 2], run: (db, args) => (set(db, [...args, "NX"]) ? 1 : 0) },
  SETEX: setFor("EX", "setex"),
  PSETEX: setFor("PX", "psetex"),
  GETSET: { arity: [2, 2], run: (db, args) => set(db, [...args, "GET"]) },
  GETDEL: {
    arity: [1, 1],
    run(db, [key = ""]) {
      const value = db.read(key, "string") ?? null;
      db.remove(key);
      return value;
    },
  },
  GETEX: {
    arity: [1, 3],
    run(db, [key = "", option, amount]) {
      const value = db.read(key, "string");
      const word = option?.toUpperCase();
      const persist = word === "PERSIST" && amount === undefined;
      const end = word && !persist ? endOf(db, word, amount ?? "", "getex") : undefined;
      if (value !== undefined && word) put(db, key, value, end);
      return value ?? null;
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
  MSET: {
    arity: [2, undefined, 2],
    run(db, args) {
      for (const [key, value] of pairs(args)) put(db, key, value);
      return OK;
    },
  },
  MSETNX: {
    arity: [2, undefined, 2],
    run(db, args) {
      if (pairs(args).some(([key]) => db.entry(key))) return 0;
      for (const [key, value] of pairs(args)) put(db, key, value);
      return 1;
    },
  },
  APPEND: {
    arity: [2, 2],
    run(db, [key = "", more = ""]) {
      const value = (db.read(key, "string") ?? "") + more;
      db.putString(key, value);
      return value.length;
    },
  },
  STRLEN: { arity: [1, 1], run: (db, [key = ""]) => (db.read(key, "string") ?? "").length },
  GETRANGE: {
    arity: [3, 3],
    run: (db, [key = "", start = "", stop = ""]) =>
      slice([...(db.read(key, "string") ?? "")], integer(start), integer(stop)).join(""),
  },
  INCR: { arity: [1, 1], run: (db, [key = ""]) => add(db, key, 1) },
  DECR: { arity: [1, 1], run: (db, [key = ""]) => add(db, key, -1) },
  INCRBY: { arity: [2, 2], run: (db, [key = "", by = ""]) => add(db, key, integer(by)) },
  DECRBY: { arity: [2, 2], run: (db, [key = "", by = ""]) => add(db, key, -integer(by)) },
  INCRBYFLOAT: {
    arity: [2, 2],
    run(db, [key = "", by = ""]) {
      const sum = floatText(float(db.read(key, "string") ?? "0") + float(by));
      db.putString(key, sum);
      return sum;
    },
  },
};
