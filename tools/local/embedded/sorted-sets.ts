/** Commands on sorted sets; the order is by score, then by the member's bytes. */
import { type Command, integer, pairs, slice, syntaxError } from "./command.ts";
import type { Keyspace, Values } from "./keyspace.ts";
import { score, scoreText } from "./score.ts";

type Scored = [member: string, score: number];

const read = (db: Keyspace, key: string): Values["zset"] => db.read(key, "zset") ?? new Map();

function ordered(db: Keyspace, key: string): Scored[] {
  return [...read(db, key)].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
}

/** Reads a score bound: `5`, `(5` without it, `-inf`. */
function bound(text: string): { score: number; open: boolean } {
  const open = text.startsWith("(");
  return { score: score(open ? text.slice(1) : text, "min or max is not a float"), open };
}

function within(min: string, max: string): (item: Scored) => boolean {
  const [low, high] = [bound(min), bound(max)];
  return ([, each]) =>
    (low.open ? each > low.score : each >= low.score) &&
    (high.open ? each < high.score : each <= high.score);
}

function remove(db: Keyspace, key: string, members: readonly string[]): number {
  return db.change(key, "zset", (zset) => members.filter((member) => zset.delete(member)).length);
}

/** ZADD without options, ZRANGE by position, ZREM, ZREMRANGEBYSCORE. */
export const sortedSetCommands: Record<string, Command> = {
  ZADD: {
    arity: [3],
    run(db, [key = "", ...rest]) {
      if (rest.length % 2) throw syntaxError();
      const wanted = pairs(rest).map(([amount, member]): Scored => [member, score(amount)]);
      return db.change(key, "zset", (zset) => {
        const before = zset.size;
        for (const [member, amount] of wanted) zset.set(member, amount);
        return zset.size - before;
      });
    },
  },
  ZRANGE: {
    arity: [3, 4],
    run(db, [key = "", first = "", last = "", option]) {
      if (option !== undefined && option.toUpperCase() !== "WITHSCORES") throw syntaxError();
      const items = slice(ordered(db, key), integer(first), integer(last));
      return items.flatMap(([member, each]) => (option ? [member, scoreText(each)] : [member]));
    },
  },
  ZREM: { arity: [2], run: (db, [key = "", ...members]) => remove(db, key, members) },
  ZREMRANGEBYSCORE: {
    arity: [3, 3],
    run(db, [key = "", min = "", max = ""]) {
      const found = ordered(db, key).filter(within(min, max));
      return remove(
        db,
        key,
        found.map(([member]) => member),
      );
    },
  },
};
