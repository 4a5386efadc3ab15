import { describe, expect, test } from "vitest";
import { codeOf, until } from "./harness.ts";
import { admin, fresh, mark, redis, runs, useKeyedGateway, world, write } from "./keyed-gateway.ts";
import type { Instruction } from "./upstream.ts";

useKeyedGateway();

// First in the file: what a later test leaves to be settled behind the response would be counted too.
describe("gateway 32, 36: trips to the store", () => {
  const trips = async (work: () => Promise<Response>) => {
    redis.commands.length = 0;
    await (await work()).arrayBuffer();
    return redis.commands.length;
  };

  test("2 for a first run, 1 for a replay, a conflict and a mismatch, 0 without a key", async () => {
    const key = fresh();
    expect(await trips(() => write({ key }))).toBe(2);
    expect(await trips(() => write({ key }))).toBe(1);
    expect(await trips(() => write({ key, body: "{ }" }))).toBe(1);
    expect(await trips(() => write({}))).toBe(0);
    expect(await trips(() => world.ask("/api/auth/health"))).toBe(0);
    // A row that is kept asks for the catalog's generation, once in 5 s.
    expect(await trips(() => world.ask("/api/home"))).toBeLessThanOrEqual(1);
    expect(await trips(() => world.ask("/api/home"))).toBe(0);
    const running = fresh();
    const first = write({ key: running, order: { delayMs: 200 } });
    await until(async () => (await runs()) === 3);
    expect(await trips(() => write({ key: running }))).toBe(1);
    await first;
  });

  test("gateway 33: every script lets Upstash lock its keys only", async () => {
    await write({ key: fresh() });
    await write({ key: fresh(), order: { status: 500 } });
    await write({ key: fresh(), order: { status: 400 } });
    const scripts = new Set(redis.commands.map(([, script]) => script));
    expect(scripts.size).toBe(4);
    // Always the entire script: the local endpoint rewrites it, so a digest would not match.
    expect(new Set(redis.commands.map(([name]) => name?.toLowerCase()))).toEqual(new Set(["eval"]));
    for (const script of scripts) expect(script).toMatch(/^#!lua flags=allow-key-locking\n/);
  });
});

describe("gateway 28, 29: a store in trouble", () => {
  test.each(["hang", "refuse", "lose"] as const)(
    "%s at the claim: 503 in time, nothing runs",
    async (mode) => {
      const key = fresh();
      redis.mode = mode;
      const begun = performance.now();
      const answer = await write({ key });
      expect(performance.now() - begun).toBeLessThan(1_000);
      expect([answer.status, await codeOf(answer)]).toEqual([503, "idempotency_store_unavailable"]);
      expect([answer.headers.get("retry-after"), mark(answer)]).toEqual(["1", "bypassed"]);
      expect(await runs()).toBe(0);
    },
  );

  test("a claim whose reply was lost is given back, so that the retry runs as the first attempt", async () => {
    const key = fresh();
    redis.mode = "lose";
    expect((await write({ key })).status).toBe(503);
    redis.mode = "pass";
    await until(async () => ((await redis.run("KEYS", "idem:*:lease")) as string[]).length === 0);
    expect(mark(await write({ key }))).toBe("stored");
    expect(
      (await world.calls("member")).map((call) => call.headers["idempotency-attempt"]),
    ).toEqual(["1"]);
  });

  test.each(["hang", "refuse"] as const)(
    "%s at the completion: the client has its answer, the record comes after",
    async (mode) => {
      const key = fresh();
      const pending = write({ key, order: { delayMs: 200, body: "done" } });
      await until(async () => (await runs()) === 1);
      redis.mode = mode;
      const first = await pending;
      expect([first.status, await first.text(), mark(first)]).toEqual([200, "done", "unstored"]);
      redis.mode = "pass";
      await until(async () => mark(await write({ key })) === "replayed");
      expect(await runs()).toBe(1);
      expect(world.lines.join("\n")).not.toContain("command was");
    },
  );

  test("a completion that never gets through is tried three times more; then the lease decides", async () => {
    const key = fresh();
    const pending = write({ key, order: { delayMs: 150 } });
    await until(async () => (await runs()) === 1);
    redis.mode = "refuse";
    redis.commands.length = 0;
    expect(mark(await pending)).toBe("unstored");
    const completions = () => redis.commands.filter(([, script]) => script?.includes("'C'")).length;
    const atOnce = completions();
    expect(atOnce).toBeGreaterThan(0);
    await until(async () => completions() >= 4 * atOnce);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(completions()).toBe(4 * atOnce);
    redis.mode = "pass";
    expect(mark(await write({ key }))).toBe("conflict");
    await redis.endLeases();
    expect(mark(await write({ key }))).toBe("stored");
    const attempts = (await world.calls("member")).map(
      (call) => call.headers["idempotency-attempt"],
    );
    expect(attempts).toEqual(["1", "2"]);
  });

  test("a request without a key needs no store", async () => {
    redis.mode = "refuse";
    expect((await world.ask("/api/home")).status).toBe(200);
  });
});

describe("gateway, settled: keyed reads of the source system", () => {
  const rows = ["/api/home", "/api/members"] as const;
  const read = (path: string, key: string, order?: Instruction) =>
    world.ask(path, {
      order,
      headers: { authorization: `Bearer ${admin}`, "x-idempotency-key": key },
    });
  const callsOf = async (path: string) =>
    (await world.calls(path === "/api/home" ? "bff" : "member")).length;

  test.each(rows)("%s sent twice with one key is answered once, for 60 s", async (path) => {
    const key = fresh();
    expect([mark(await read(path, key)), mark(await read(path, key))]).toEqual([
      "stored",
      "replayed",
    ]);
    expect(await callsOf(path)).toBe(1);
    const keys = (await redis.run("KEYS", "idem:*")) as string[];
    const lives = await Promise.all(keys.map((each) => redis.run("PTTL", each)));
    expect(lives).toHaveLength(2);
    for (const life of lives) expect(Number(life) > 50_000 && Number(life) <= 60_000).toBe(true);
  });

  test.each(rows)("%s leaves no tombstone: after its life it is read anew", async (path) => {
    const key = fresh();
    await read(path, key);
    for (const each of (await redis.run("KEYS", "idem:*")) as string[])
      await redis.run("PEXPIRE", each, 1);
    await until(async () => ((await redis.run("KEYS", "idem:*")) as string[]).length === 0);
    expect(mark(await read(path, key))).toBe("stored");
  });

  test.each<[string, Instruction]>([
    ["failed", { status: 500 }],
    ["broke", { body: "x".repeat(100), breaks: true }],
    ["was too large", { bytes: 256 * 1024 + 1 }],
  ])("one that %s is not taken over but begun anew", async (_name, order) => {
    const key = fresh();
    await (await read("/api/members", key, order)).arrayBuffer();
    const second = await read("/api/members", key);
    expect([second.status, mark(second)]).toEqual([200, "stored"]);
    const attempts = (await world.calls("member")).map(
      (call) => call.headers["idempotency-attempt"],
    );
    expect(attempts).toEqual(["1", "1"]);
  });

  test("a holder that crashed is forgotten with its lease", async () => {
    const key = fresh();
    const first = read("/api/members", key, { delayMs: 200 });
    await until(async () => (await runs()) === 1);
    const [record] = (await redis.run("KEYS", "idem:*:rec")) as string[];
    const lives = await Promise.all(
      [String(record), String(record).replace(/rec$/, "lease")].map((each) =>
        redis.run("PTTL", each),
      ),
    );
    expect(Math.abs(Number(lives[0]) - Number(lives[1]))).toBeLessThan(100);
    await first;
  });

  test("the key of a read cannot be used for a write", async () => {
    const key = fresh();
    await read("/api/members", key);
    expect((await write({ key })).status).toBe(422);
  });
});
