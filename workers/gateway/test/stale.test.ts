/** Row 6: an answer of an older generation serves while the new one can't be made, on every cached row. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Row } from "../src/table/row.ts";
import { ROWS } from "../src/table/rows.ts";
import { placeOf, replaced, until } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { makeMinter } from "./tokens.ts";
import type { Instruction } from "./upstream.ts";
import { raiseGateway, type World } from "./world.ts";

const PUBLIC = { "cache-control": "public, max-age=0, must-revalidate", etag: '"e1"' };
const CACHED = ROWS.filter(({ cache }) => cache !== null);
const FAULTS: [string, Instruction][] = [
  ["answers 503", { status: 503 }],
  ["answers 500", { status: 500 }],
  ["throws", { throws: true }],
  ["breaks off", { headers: PUBLIC, breaks: true }],
  ["lacks a part", { headers: { "x-degraded": "catalog" }, body: "poor" }],
];
let redis: RedisDoor;
let world: World;
let at = 0;

/** A row that writes: what passes it makes the isolate ask for the generation anew, without a wait of 5 s. */
const writable = (module: string) =>
  replaced(
    module,
    /checkRows\(\[/,
    'checkRows([{ path: "/api/categories", methods: ["POST"], to: "CATALOG", access: "public", idempotency: { use: "off", mode: "retry", ttlSeconds: null, methods: [] }, limit: null, keyedPerMinuteMax: null, cache: null, bodyBytesMax: 1024, timeoutMs: 5000, query: null },',
  );

beforeAll(async () => {
  redis = await openRedisDoor();
  const { jwks } = await makeMinter();
  world = await raiseGateway({ redisUrl: redis.url, jwks, patch: writable });
});
afterAll(async () => {
  await world?.stop();
  await redis?.stop();
});
beforeEach(async () => {
  redis.mode = "pass";
  await world.forget();
});

async function move(): Promise<string> {
  const now = String(await redis.run("INCR", "gen:catalog"));
  await world.ask("/api/categories", { method: "POST", body: "{}", order: { status: 201 } });
  return now;
}
const ask = async (path: string, order: Instruction, init: RequestInit = {}) => {
  const answer = await world.ask(path, { ...init, order });
  const { headers, status } = answer;
  return [status, headers.get("x-cache"), headers.get("x-catalog-generation"), await answer.text()];
};
const good = (body: string): Instruction => ({ headers: PUBLIC, body });
/** A parameter of the query: a value that cannot be read keeps its address apart as well. */
const freeOf = ({ query }: Row) => Object.keys(query?.shape ?? {})[0];
/** An address of the row that was not asked before, where it has one; else its only one. */
const fresh = (row: Row) => {
  const free = freeOf(row);
  return `${placeOf(row, `a${++at}`)}${free ? `?${free}=a${at}` : ""}`;
};

describe.each(CACHED)("row 6: $path", (row) => {
  test.each(FAULTS)(
    "the old answer serves, with its mark, while its Worker %s",
    async (_how, fault) => {
      const path = fresh(row);
      const before = await move();
      expect(await ask(path, good("old"))).toEqual([200, "MISS", before, "old"]);
      expect(await ask(path, good("unasked"))).toEqual([200, "HIT", before, "old"]);
      const now = await move();
      for (let times = 0; times < 3; times++) {
        expect(await ask(path, fault)).toEqual([200, "STALE", before, "old"]);
      }
      expect((await ask(path, fault, { method: "HEAD" })).slice(0, 2)).toEqual([200, "STALE"]);
      // It comes back: the new one is made and shown.
      await until(async () => (await ask(path, good("new")))[3] === "new");
      expect(await ask(path, good("unasked"))).toEqual([200, "HIT", now, "new"]);
    },
  );

  test("while the new one can be made nobody is shown the old one", async () => {
    const path = fresh(row);
    for (const body of ["a", "b", "c", "d"]) {
      const now = await move();
      expect(await ask(path, good(body))).toEqual([200, "MISS", now, body]);
      expect(await ask(path, good("unasked"))).toEqual([200, "HIT", now, body]);
    }
  });

  test("an answer without validator covers an outage too", async () => {
    const path = fresh(row);
    await move();
    await ask(path, { headers: { "cache-control": "public" }, body: "old" });
    await move();
    const covered = await ask(path, { status: 502 });
    expect([covered[0], covered[1], covered[3]]).toEqual([200, "STALE", "old"]);
  });

  test("a refusal is an answer: what is gone is not shown for ever", async () => {
    const path = fresh(row);
    await move();
    await ask(path, good("old"));
    await move();
    expect((await ask(path, { status: 404, body: "gone" })).slice(0, 2)).toEqual([404, "MISS"]);
    // Nor does it come back with an outage, here or from the data centre's cache.
    await until(async () => (await ask(path, { status: 503 }))[0] === 503);
  });
});

describe.each(CACHED.filter((row) => row.path.includes("{") || freeOf(row)))(
  "row 6: $path",
  (row) => {
    test("what was never kept fails as it does", async () => {
      await move();
      expect((await ask(fresh(row), { status: 503 })).slice(0, 2)).toEqual([503, "MISS"]);
    });
  },
);
