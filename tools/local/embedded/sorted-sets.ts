/** Commands on sorted sets; order is by score, then by the member's bytes. Ranges by lexical order are absent. */
import { RedisError } from "../redis-store.ts";
import {
  at,
  type Command,
  float,
  floatText,
  integer,
  pairs,
  type RawReply,
  scan,
  slice,
  syntaxError,
} from "./command.ts";
import type { Keyspace, Values } from "./keyspace.ts";

type Scored = [member: string, score: number];

const read = (db: Keyspace, key: string): Values["zset"] => db.read(key, "zset") ?? new Map();

function ordered(db: Keyspace, key: string): Scored[] {
  return [...read(db, key)].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
}

function add(db: Keyspace, [key = "", ...rest]: string[]): RawReply {
  const flags = new Set<string>();
  while (/^(NX|XX|GT|LT|CH|INCR)$/i.test(rest[0] ?? ""))
    flags.add((rest.shift() ?? "").toUpperCase());
  const [nx, xx, gt, lt, incr] = ["NX", "XX", "GT", "LT", "INCR"].map((flag) => flags.has(flag));
  if (rest.length === 0 || rest.length % 2) throw syntaxError();
  if (nx && xx) throw new RedisError("ERR XX and NX options at the same time are not compatible");
  if ((nx && (gt || lt)) || (gt && lt)) {
    throw new RedisError("ERR GT, LT, and/or NX options at the same time are not compatible");
  }
  if (incr && rest.length > 2) {
    throw new RedisError("ERR INCR option supports a single increment-element pair");
  }
  const wanted = pairs(rest).map(([score, member]): Scored => [member, float(score)]);
  return db.change(key, "zset", (zset) => {
    let added = 0;
    let changed = 0;
    let result: number | null = null;
    for (const [member, amount] of wanted) {
      const before = zset.get(member);
      const score = incr ? (before ?? 0) + amount : amount;
      if (Number.isNaN(score)) throw new RedisError("ERR resulting score is not a number (NaN)");
      if (before === undefined ? xx : nx || (gt && score <= before) || (lt && score >= before))
        continue;
      zset.set(member, score);
      result = score;
      if (before === undefined) added += 1;
      else if (before !== score) changed += 1;
    }
    if (incr) return result === null ? null : floatText(result);
    return flags.has("CH") ? added + changed : added;
  });
}

/** Reads a score bound: `5`, `(5`, `-inf`. */
function bound(text: string): { score: number; open: boolean } {
  const open = text.startsWith("(");
  return { score: float(open ? text.slice(1) : text, "min or max is not a float"), open };
}

function within(min: string, max: string): (item: Scored) => boolean {
  const [low, high] = [bound(min), bound(max)];
  return ([, score]) =>
    (low.open ? score > low.score : score >= low.score) &&
    (high.open ? score < high.score : score <= high.score);
}

const flat = (items: Scored[], scores: boolean): RawReply =>
  items.flatMap(([member, score]) => (scores ? [member, floatText(score)] : [member]));

interface RangeRule {
  byScore: boolean;
  reverse: boolean;
  /** ZRANGE alone takes BYSCORE and REV as words. */
  words: boolean;
}

const range = (rule: RangeRule): Command => ({
  arity: [3],
  run(db, [key = "", first = "", second = "", ...options]) {
    let { byScore, reverse } = rule;
    let scores = false;
    let limit: [number, number] | undefined;
    for (let i = 0; i < options.length; i++) {
      const word = at(options, i).toUpperCase();
      if (word === "WITHSCORES") scores = true;
      else if (word === "BYSCORE" && rule.words) byScore = true;
      else if (word === "REV" && rule.words) reverse = true;
      else if (word === "LIMIT") {
        limit = [integer(at(options, i + 1)), integer(at(options, i + 2))];
        i += 2;
      } else throw syntaxError();
    }
    if (limit && !byScore) throw syntaxError();
    const items = ordered(db, key);
    if (reverse) items.reverse();
    if (!byScore) return flat(slice(items, integer(first), integer(second)), scores);
    const found = items.filter(reverse ? within(second, first) : within(first, second));
    const [skip, count] = limit ?? [0, -1];
    if (skip < 0) return [];
    return flat(found.slice(skip, count < 0 ? undefined : skip + count), scores);
  },
});

const rank = (reverse: boolean): Command => ({
  arity: [2, 2],
  run(db, [key = "", member = ""]) {
    const items = ordered(db, key);
    if (reverse) items.reverse();
    const index = items.findIndex(([each]) => each === member);
    return index < 0 ? null : index;
  },
});

function removeAll(db: Keyspace, key: string, items: Scored[]): number {
  return db.change(key, "zset", (zset) => items.filter(([member]) => zset.delete(member)).length);
}

const pop = (reverse: boolean): Command => ({
  arity: [1, 2],
  run(db, [key = "", count = "1"]) {
    const items = ordered(db, key);
    if (reverse) items.reverse();
    const popped = items.slice(0, Math.max(integer(count), 0));
    removeAll(db, key, popped);
    return flat(popped, true);
  },
});

const scoreText = (score: number | undefined) => (score === undefined ? null : floatText(score));

/** ZADD, ZRANGE, ZREM … */
export const sortedSetCommands: Record<string, Command> = {
  ZADD: { arity: [3], run: add },
  ZINCRBY: {
    arity: [3, 3],
    run: (db, [key = "", by = "", member = ""]) => add(db, [key, "INCR", by, member]),
  },
  ZREM: {
    arity: [2],
    run: (db, [key = "", ...members]) =>
      db.change(key, "zset", (zset) => members.filter((member) => zset.delete(member)).length),
  },
  ZCARD: { arity: [1, 1], run: (db, [key = ""]) => read(db, key).size },
  ZSCORE: {
    arity: [2, 2],
    run: (db, [key = "", member = ""]) => scoreText(read(db, key).get(member)),
  },
  ZMSCORE: {
    arity: [2],
    run: (db, [key = "", ...members]) => members.map((each) => scoreText(read(db, key).get(each))),
  },
  ZCOUNT: {
    arity: [3, 3],
    run: (db, [key = "", min = "", max = ""]) => ordered(db, key).filter(within(min, max)).length,
  },
  ZRANK: rank(false),
  ZREVRANK: rank(true),
  ZRANGE: range({ byScore: false, reverse: false, words: true }),
  ZREVRANGE: range({ byScore: false, reverse: true, words: false }),
  ZRANGEBYSCORE: range({ byScore: true, reverse: false, words: false }),
  ZREVRANGEBYSCORE: range({ byScore: true, reverse: true, words: false }),
  ZREMRANGEBYSCORE: {
    arity: [3, 3],
    run: (db, [key = "", min = "", max = ""]) =>
      removeAll(db, key, ordered(db, key).filter(within(min, max))),
  },
  ZREMRANGEBYRANK: {
    arity: [3, 3],
    run: (db, [key = "", start = "", stop = ""]) =>
      removeAll(db, key, slice(ordered(db, key), integer(start), integer(stop))),
  },
  ZPOPMIN: pop(false),
  ZPOPMAX: pop(true),
  ZSCAN: {
    arity: [2],
    run(db, [key = "", cursor = "", ...options]) {
      integer(cursor);
      const [end, found] = scan(options, ordered(db, key), ([member]) => member);
      return [end, flat(found, true)];
    },
  },
};
