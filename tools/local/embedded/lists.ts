/** Commands on lists; the blocking ones do not exist over REST. */
import { RedisError } from "../redis-store.ts";
import { type Command, integer, OK, slice, syntaxError } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";

type End = "LEFT" | "RIGHT";

const read = (db: Keyspace, key: string): string[] => db.read(key, "list") ?? [];

const push = (end: End, onlyIfExists: boolean): Command => ({
  arity: [2],
  run(db, [key = "", ...items]) {
    if (onlyIfExists && read(db, key).length === 0) return 0;
    return db.change(key, "list", (list) =>
      end === "LEFT" ? list.unshift(...items.reverse()) : list.push(...items),
    );
  },
});

const take = (list: string[], end: End) => (end === "LEFT" ? list.shift() : list.pop());

const pop = (end: End): Command => ({
  arity: [1, 2],
  run(db, [key = "", count]) {
    const wanted = count === undefined ? 1 : integer(count);
    if (wanted < 0) throw new RedisError("ERR value is out of range, must be positive");
    if (read(db, key).length === 0) return null;
    return db.change(key, "list", (list) => {
      if (count === undefined) return take(list, end) ?? null;
      const removed = Array.from({ length: Math.min(wanted, list.length) }, () => take(list, end));
      return removed.map((item) => item ?? null);
    });
  },
});

function move(db: Keyspace, from: string, to: string, out: End, into: End): string | null {
  read(db, to); // a wrong type at the far end must not cost the item
  if (read(db, from).length === 0) return null;
  const item = db.change(from, "list", (list) => take(list, out)) ?? "";
  db.change(to, "list", (list) => (into === "LEFT" ? list.unshift(item) : list.push(item)));
  return item;
}

function end(word: string): End {
  const upper = word.toUpperCase();
  if (upper === "LEFT" || upper === "RIGHT") return upper;
  throw syntaxError();
}

/** LPUSH, LRANGE, LTRIM … */
export const listCommands: Record<string, Command> = {
  LPUSH: push("LEFT", false),
  RPUSH: push("RIGHT", false),
  LPUSHX: push("LEFT", true),
  RPUSHX: push("RIGHT", true),
  LPOP: pop("LEFT"),
  RPOP: pop("RIGHT"),
  LLEN: { arity: [1, 1], run: (db, [key = ""]) => read(db, key).length },
  LRANGE: {
    arity: [3, 3],
    run: (db, [key = "", start = "", stop = ""]) =>
      slice(read(db, key), integer(start), integer(stop)),
  },
  LINDEX: {
    arity: [2, 2],
    run: (db, [key = "", index = ""]) => read(db, key).at(integer(index)) ?? null,
  },
  LSET: {
    arity: [3, 3],
    run(db, [key = "", index = "", item = ""]) {
      const list = read(db, key);
      if (list.length === 0) throw new RedisError("ERR no such key");
      const i = integer(index);
      const place = i < 0 ? list.length + i : i;
      if (place < 0 || place >= list.length) throw new RedisError("ERR index out of range");
      list[place] = item;
      return OK;
    },
  },
  LTRIM: {
    arity: [3, 3],
    run(db, [key = "", start = "", stop = ""]) {
      const kept = slice(read(db, key), integer(start), integer(stop));
      db.change(key, "list", (list) => list.splice(0, list.length, ...kept));
      return OK;
    },
  },
  LREM: {
    arity: [3, 3],
    run: (db, [key = "", count = "", item = ""]) =>
      db.change(key, "list", (list) => {
        const wanted = integer(count);
        const hits = list.flatMap((each, i) => (each === item ? [i] : []));
        const limit = Math.abs(wanted) || hits.length;
        const gone = new Set(wanted < 0 ? hits.slice(-limit) : hits.slice(0, limit));
        list.splice(0, list.length, ...list.filter((_, i) => !gone.has(i)));
        return gone.size;
      }),
  },
  LMOVE: {
    arity: [4, 4],
    run: (db, [from = "", to = "", out = "", into = ""]) => move(db, from, to, end(out), end(into)),
  },
  RPOPLPUSH: {
    arity: [2, 2],
    run: (db, [from = "", to = ""]) => move(db, from, to, "RIGHT", "LEFT"),
  },
};
