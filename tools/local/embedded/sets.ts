/** Commands on sets. */
import { type Command, integer, scan } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";

const read = (db: Keyspace, key: string): Set<string> => db.read(key, "set") ?? new Set();

const combine = (join: (a: Set<string>, b: Set<string>) => Set<string>): Command => ({
  arity: [1],
  run: (db, keys) => [...keys.map((key) => read(db, key)).reduce(join)],
});

const store = (join: Command): Command => ({
  arity: [2],
  run(db, [to = "", ...keys]) {
    const members = join.run(db, keys) as string[]; // `combine` returns members only
    db.remove(to);
    return db.change(to, "set", (set) => {
      for (const member of members) set.add(member);
      return set.size;
    });
  },
});

/** Picks distinct members; a negative count allows repeats. */
function pick(set: Set<string>, count: number): string[] {
  const members = [...set];
  const index = (length: number) => Math.floor(Math.random() * length);
  if (count < 0 && members.length > 0) {
    return Array.from({ length: -count }, () => members[index(members.length)] ?? "");
  }
  const picked: string[] = [];
  while (picked.length < count && members.length > 0) {
    picked.push(...members.splice(index(members.length), 1));
  }
  return picked;
}

const inter = combine((a, b) => new Set([...a].filter((member) => b.has(member))));
const union = combine((a, b) => new Set([...a, ...b]));
const diff = combine((a, b) => new Set([...a].filter((member) => !b.has(member))));

/** SADD, SMEMBERS, SINTER … */
export const setCommands: Record<string, Command> = {
  SADD: {
    arity: [2],
    run: (db, [key = "", ...members]) =>
      db.change(key, "set", (set) => {
        const before = set.size;
        for (const member of members) set.add(member);
        return set.size - before;
      }),
  },
  SREM: {
    arity: [2],
    run: (db, [key = "", ...members]) =>
      db.change(key, "set", (set) => members.filter((member) => set.delete(member)).length),
  },
  SISMEMBER: { arity: [2, 2], run: (db, [key = "", member = ""]) => +read(db, key).has(member) },
  SMISMEMBER: {
    arity: [2],
    run: (db, [key = "", ...members]) => members.map((member) => +read(db, key).has(member)),
  },
  SMEMBERS: { arity: [1, 1], run: (db, [key = ""]) => [...read(db, key)] },
  SCARD: { arity: [1, 1], run: (db, [key = ""]) => read(db, key).size },
  SPOP: {
    arity: [1, 2],
    run: (db, [key = "", count]) =>
      db.change(key, "set", (set) => {
        const picked = pick(set, count === undefined ? 1 : Math.max(integer(count), 0));
        for (const member of picked) set.delete(member);
        return count === undefined ? (picked[0] ?? null) : picked;
      }),
  },
  SRANDMEMBER: {
    arity: [1, 2],
    run(db, [key = "", count]) {
      const picked = pick(read(db, key), count === undefined ? 1 : integer(count));
      return count === undefined ? (picked[0] ?? null) : picked;
    },
  },
  SMOVE: {
    arity: [3, 3],
    run(db, [from = "", to = "", member = ""]) {
      read(db, to); // a wrong type at the far end must not cost the member
      if (!db.change(from, "set", (set) => set.delete(member))) return 0;
      db.change(to, "set", (set) => set.add(member));
      return 1;
    },
  },
  SINTER: inter,
  SUNION: union,
  SDIFF: diff,
  SINTERSTORE: store(inter),
  SUNIONSTORE: store(union),
  SDIFFSTORE: store(diff),
  SSCAN: {
    arity: [2],
    run(db, [key = "", cursor = "", ...options]) {
      integer(cursor);
      return scan(options, [...read(db, key)], (member) => member);
    },
  },
};
