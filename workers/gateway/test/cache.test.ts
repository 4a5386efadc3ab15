import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { raw, replaced, until } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { type Minter, makeMinter } from "./tokens.ts";
import type { Instruction } from "./upstream.ts";
import { raiseGateway, type World } from "./world.ts";

const PUBLIC = { "cache-control": "public, max-age=0, must-revalidate", etag: '"e1"' };
let redis: RedisDoor;
let minter: Minter;
let world: World;
let asked = 0;

/** A short life in place of a minute, so that no test sleeps for one, and a row that writes what another one caches. */
const changed = (module: string) => {
  const write =
    '{ path: "/api/categories", methods: ["POST"], to: "CATALOG", access: "public", idempotency: { use: "off", mode: "retry", ttlSeconds: null, methods: [] }, limit: null, keyedPerMinuteMax: null, cache: null, bodyBytesMax: 1024, timeoutMs: 5000, query: null },';
  const short = replaced(
    module,
    /freshSeconds: 60,\s+staleSeconds: 300,/,
    "freshSeconds: 1, staleSeconds: 1,",
  );
  return replaced(short, /checkRows\(\[/, `checkRows([${write}`);
};

beforeAll(async () => {
  redis = await openRedisDoor();
  minter = await makeMinter();
  world = await raiseGateway({ redisUrl: redis.url, jwks: minter.jwks, patch: changed });
});
afterAll(async () => {
  await world?.stop();
  await redis?.stop();
});
beforeEach(async () => {
  redis.mode = "pass";
  await world.forget();
});

const fresh = () => `/api/products?q=n${++asked}`;
const get = (path: string, order: Instruction = { headers: PUBLIC }, init: RequestInit = {}) =>
  world.ask(path, { ...init, order });
const mark = (answer: Response) => answer.headers.get("x-cache");
const runs = async () => (await world.calls("catalog")).length;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("gateway 42: a cached row", () => {
  test("is asked once; the second answer is the first one's bytes, with its age", async () => {
    const path = fresh();
    const first = await get(path);
    const second = await get(path);
    expect([mark(first), mark(second)]).toEqual(["MISS", "HIT"]);
    expect(await second.text()).toBe(await first.text());
    expect([first.headers.get("age"), second.headers.get("age")]).toEqual([null, "0"]);
    for (const answer of [first, second]) {
      expect(answer.headers.get("cache-control")).toBe(PUBLIC["cache-control"]);
      expect(answer.headers.get("etag")).toBe('"e1"');
    }
    expect(await runs()).toBe(1);
  });

  test("answers a condition with 304 from what is kept, and asks the Worker for the whole", async () => {
    const path = fresh();
    const condition = { headers: { "if-none-match": 'W/"e1"' } };
    const first = await get(path, undefined, condition);
    const second = await get(path, undefined, condition);
    const third = await get(path, undefined, { headers: { "if-none-match": '"e2"' } });
    expect([first.status, second.status, third.status]).toEqual([304, 304, 200]);
    expect([mark(first), mark(second), mark(third)]).toEqual(["MISS", "HIT", "HIT"]);
    expect(await second.text()).toBe("");
    const calls = await world.calls("catalog");
    expect(calls.map((call) => call.headers["if-none-match"])).toEqual([undefined]);
  });

  test("row 14: HEAD is answered from what is kept, and keeps the answer as GET would", async () => {
    const path = fresh();
    const head = () => get(path, { headers: PUBLIC, body: "whole" }, { method: "HEAD" });
    const first = await head();
    expect([mark(first), first.status, await first.text()]).toEqual(["MISS", 200, ""]);
    const whole = await get(path);
    expect([mark(whole), await whole.text()]).toEqual(["HIT", "whole"]);
    const last = await head();
    expect([mark(last), last.headers.get("etag"), await last.text()]).toEqual(["HIT", '"e1"', ""]);
    expect((await world.calls("catalog")).map(({ method }) => method)).toEqual(["GET"]);
  });

  test("row 14: HEAD of what may not be kept has no body and its status", async () => {
    for (const order of [
      { status: 404 },
      { status: 503 },
      { headers: { "cache-control": "private" } },
    ]) {
      const answer = await get(fresh(), order, { method: "HEAD" });
      expect([answer.status, mark(answer), await answer.text()]).toEqual([
        order.status ?? 200,
        "MISS",
        "",
      ]);
    }
  });

  test.each<[string, Instruction]>([
    ["nothing says that it is public", {}],
    ["it is private", { headers: { "cache-control": "private, public" } }],
    ["it sets a cookie", { headers: { ...PUBLIC, "set-cookie": "a=b" } }],
    ["it varies by language", { headers: { ...PUBLIC, vary: "accept-language" } }],
    ["it failed", { headers: PUBLIC, status: 500 }],
    ["it is above 512 KiB", { headers: PUBLIC, bytes: 512 * 1024 + 1 }],
  ])("is asked each time when %s", async (_name, order) => {
    const path = fresh();
    const first = await get(path, order);
    const length = (await first.arrayBuffer()).byteLength;
    const second = await get(path, order);
    expect((await second.arrayBuffer()).byteLength).toBe(length);
    expect([mark(first), mark(second), await runs()]).toEqual(["MISS", "MISS", 2]);
  });

  test("row 14: a range skips nothing: it gets the whole, kept as any (RFC 9110 §14.2)", async () => {
    const path = fresh();
    const ranged = () =>
      get(
        path,
        { headers: PUBLIC, body: "whole" },
        {
          headers: { range: "bytes=0-1", "if-range": '"e1"' },
        },
      );
    const answers = [await ranged(), await ranged(), await get(path)];
    expect(answers.map((answer) => [answer.status, mark(answer)])).toEqual([
      [200, "MISS"],
      [200, "HIT"],
      [200, "HIT"],
    ]);
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(
      Array(3).fill("whole"),
    );
    const [call] = await world.calls("catalog");
    expect([call?.headers.range, call?.headers["if-range"]]).toEqual([undefined, undefined]);
  });

  test("row 14: what ignores ranges offers none, and HEAD with one tells of the whole", async () => {
    const path = fresh();
    const order = { headers: { ...PUBLIC, "accept-ranges": "bytes" }, body: "whole" };
    const range = { headers: { range: "bytes=0-1" }, method: "HEAD" };
    for (const answer of [await get(path, order, range), await get(path, order)]) {
      expect([answer.status, answer.headers.get("accept-ranges")]).toEqual([200, null]);
    }
  });

  test("row 7: what an operation does not read splits no key and reaches no Worker", async () => {
    const path = fresh();
    const spellings = ["", "&utm=1", "&page=1&lang=ko", "&evil=%26q%3D2", "&_rsc=1"];
    const marks = [];
    for (const more of spellings) marks.push(mark(await get(path + more)));
    marks.push(mark(await get(path.replace("?", "?b=2&a=1&sort&"))));
    expect(marks).toEqual(["MISS", "HIT", "HIT", "HIT", "HIT", "MISS"]);
    const paths = (await world.calls("catalog")).map((call) => new URL(call.url).search);
    expect(paths).toEqual([path.slice(path.indexOf("?")), expect.stringContaining("sort=")]);
  });

  test("rule 71: a Host that a caller writes splits no key", async () => {
    const path = fresh();
    await get(path);
    const other = await raw(
      world.port,
      `GET ${path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    );
    expect([other.status, /x-cache: (\w+)/i.exec(other.text)?.[1]]).toEqual([200, "HIT"]);
  });

  test("stale: the old answer at once, the new one behind it, one renewal at a time", async () => {
    const path = fresh();
    const order = (body: string, delayMs = 0) => ({ headers: PUBLIC, body, delayMs });
    await (await get(path, order("old"))).text();
    await sleep(1_050);
    const crowd = await Promise.all(Array.from({ length: 8 }, () => get(path, order("new", 100))));
    expect(crowd.map(mark)).toEqual(Array(8).fill("STALE"));
    expect(await Promise.all(crowd.map((answer) => answer.text()))).toEqual(Array(8).fill("old"));
    await until(async () => (await (await get(path, order("new"))).text()) === "new");
    expect(await runs()).toBe(2);
  });

  test("stale if error: a Worker that fails is covered by the last good answer", async () => {
    const path = fresh();
    await (await get(path, { headers: PUBLIC, body: "good" })).text();
    await sleep(2_100);
    for (const order of [{ status: 503 }, { throws: true }]) {
      const covered = await get(path, order);
      expect([covered.status, await covered.text(), mark(covered)]).toEqual([200, "good", "STALE"]);
    }
  });
});

describe("gateway 42: nobody is given another's", () => {
  const as = async (role?: string) => ({
    headers: { authorization: `Bearer ${await minter.mint(role ? { role } : {})}` },
  });

  test("an answer to a member is kept only when its Worker says that it is everybody's", async () => {
    const path = fresh();
    const order = { headers: { "cache-control": "max-age=60" }, body: "mine" };
    expect(mark(await get(path, order, await as()))).toBe("MISS");
    expect(mark(await get(path, order, await as()))).toBe("MISS");
    expect(await runs()).toBe(2);
  });

  test("rows whose answer has a personal part say so; a member's part is kept for nobody and given to nobody", async () => {
    const ask = async (body: string, init: RequestInit = {}) => {
      const answer = await get("/api/home", { headers: PUBLIC, body }, init);
      expect(answer.headers.get("vary")?.toLowerCase()).toContain("authorization");
      return [mark(answer), await answer.text()];
    };
    expect(await ask("a member's", await as())).toEqual(["BYPASS", "a member's"]);
    expect(await ask("everybody's")).toEqual(["MISS", "everybody's"]);
    expect(await ask("another's", await as())).toEqual(["BYPASS", "another's"]);
    expect(await ask("nobody's")).toEqual(["HIT", "everybody's"]);
    expect((await world.calls("bff")).length).toBe(3);
  });

  test("row 7: also what is asked for a member alone is asked for in its one spelling", async () => {
    const answer = await get("/api/home?utm=1&lang=ko&lang2=x", undefined, await as());
    expect(mark(answer)).toBe("BYPASS");
    const [call] = await world.calls("bff");
    expect(new URL(call?.url ?? "").search).toBe("");
  });

  test("an answer made of parts of another generation is not kept as one of this", async () => {
    const order = (generation: string) => ({
      headers: { ...PUBLIC, "x-catalog-generation": generation },
    });
    const path = (name: string) => `/api/screens/listing?q=${name}`;
    const now = String((await redis.run("GET", "gen:catalog")) ?? 0);
    for (const [name, generation, second] of [
      ["old", `${now}0`, "MISS"],
      ["now", now, "HIT"],
    ] as const) {
      await (await get(path(name), order(generation))).text();
      expect([name, mark(await get(path(name), order(generation)))]).toEqual([name, second]);
    }
  });

  test("the Worker is told the generation its answer is kept under; a caller's own word is not passed on", async () => {
    const now = String((await redis.run("GET", "gen:catalog")) ?? 0);
    const headers = { "x-catalog-generation": "99" };
    await get("/api/screens/listing?q=told", { headers: PUBLIC }, { headers });
    await get(
      "/api/home",
      { headers: PUBLIC },
      { headers: { ...headers, ...(await as()).headers } },
    );
    const told = (await world.calls("bff")).map((call) => call.headers["x-catalog-generation"]);
    expect(told).toEqual([now, undefined]);
  });

  test("rows of members are never kept", async () => {
    for (let times = 0; times < 2; times++) {
      expect(mark(await get("/api/members/me", { headers: PUBLIC }, await as()))).toBeNull();
    }
    expect((await world.calls("member")).length).toBe(2);
  });
});

describe("gateway 42: a write makes what was kept void", () => {
  test("through the generation in Redis, asked for at most once in 5 s", async () => {
    const path = fresh();
    redis.commands.length = 0;
    for (let times = 0; times < 5; times++) await (await get(path)).text();
    const asked = redis.commands.filter(([, key]) => key === "gen:catalog");
    expect(asked.length).toBeLessThanOrEqual(1);
    expect(redis.commands.length).toBe(asked.length);
    await redis.run("INCR", "gen:catalog");
    const isNew = async () => mark(await get(path, { headers: PUBLIC, body: "next" })) === "MISS";
    // Asked for just before at worst: until() waits 5 s, and so may the reading.
    await until(isNew).catch(() => until(isNew));
  });

  test("a write through this door is seen by the next reader; beginning the generation is the catalog's alone", async () => {
    const path = fresh();
    const write = (status: number) =>
      world.ask("/api/categories", { method: "POST", body: "{}", order: { status } });
    for (const [status, next] of [
      [422, "HIT"],
      [201, "MISS"],
      [500, "MISS"],
    ] as const) {
      await (await get(path)).text();
      // What the catalog does before it answers; this isolate asked a moment ago and would not for 5 s.
      const begun = Number(await redis.run("INCR", "gen:catalog"));
      redis.commands.length = 0;
      expect((await write(status)).status).toBe(status);
      expect([status, mark(await get(path))]).toEqual([status, next]);
      expect(redis.commands.filter(([name]) => name?.toLowerCase() !== "get")).toEqual([]);
      expect(Number(await redis.run("GET", "gen:catalog"))).toBe(begun);
    }
  });

  test("without Redis a write that never began takes no kept answer from the shop", async () => {
    const path = fresh();
    await (await get(path)).text();
    redis.mode = "refuse";
    const refused = await world.ask("/api/admin/catalog/products", {
      method: "POST",
      body: "{}",
      headers: {
        authorization: `Bearer ${await minter.mint({ role: "admin" })}`,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      },
    });
    expect([refused.status, await runs()]).toEqual([503, 1]);
    expect(mark(await get(path))).toBe("HIT");
  });

  test("without Redis what was learnt before still serves; a cold gateway keeps nothing", async () => {
    const path = fresh();
    await (await get(path)).text();
    redis.mode = "refuse";
    expect(mark(await get(path))).toBe("HIT");
    const cold = await raiseGateway({ redisUrl: redis.url, jwks: minter.jwks });
    try {
      const answer = await cold.ask(path, { order: { headers: PUBLIC } });
      expect([answer.status, mark(answer)]).toEqual([200, "BYPASS"]);
    } finally {
      await cold.stop();
    }
  });
});
