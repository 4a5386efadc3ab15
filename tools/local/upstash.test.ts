import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endProcess } from "../process-facts.ts";
import { COMMANDS } from "./embedded/embedded-redis.ts";
import type { Endpoint } from "./loopback.ts";
import { type RunningRedis, startRedis } from "./redis.ts";
import { CONVERSATIONS } from "./redis-conversations.ts";
import { findRedisServer } from "./redis-server.ts";
import { StoreAwayError } from "./redis-store.ts";
import { startUpstashEndpoint } from "./upstash.ts";

const TOKEN = "a-token-for-tests";
const lines: string[] = [];
const log = (line: string) => lines.push(line);
const hasServer = (await findRedisServer()) !== undefined;

const makeDir = () => mkdtemp(join(tmpdir(), "edgemart-redis-"));
const start = (dataDir: string, force?: "embedded") =>
  startRedis({ dataDir, port: 0, log, onFatal: log, force });

/** The settings that Workers use: no retry, nothing parsed behind our back. */
const connect = (url: string, token = TOKEN) =>
  new Redis({ url, token, retry: false, automaticDeserialization: false, enableTelemetry: false });

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}`, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const SCRIPT_FLAG = "#!lua flags=allow-key-locking\n";

/** Errors whose text holds a place in the script: the beginning is what callers may rely on. */
const FAILING: [script: string, pattern: RegExp][] = [
  ["return redis.call('HGET', KEYS[1], 'f')", /^WRONGTYPE /],
  ["return redis.call('NONSENSE')", /^ERR /],
  ["return redis.call('EVAL', 'return 1', 0)", /^ERR /],
  ["return redis.call('GET', {})", /^ERR /],
  ["error('boom')", /^ERR .*boom/],
  ["x = 1", /^ERR .*(global|readonly)/],
  ["return undefinedName", /^ERR .*nonexistent global variable 'undefinedName'/],
  ["return (", /^ERR Error compiling script/],
];

function conformance(force?: "embedded") {
  let dataDir: string;
  let redis: RunningRedis;
  let endpoint: Endpoint;
  let client: Redis;

  beforeAll(async () => {
    dataDir = await makeDir();
    redis = await start(dataDir, force);
    endpoint = await startUpstashEndpoint({ port: 0, token: TOKEN, store: redis, log });
    client = connect(endpoint.url);
  });
  afterAll(async () => {
    await endpoint?.stop();
    await redis?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test.each(Object.entries(CONVERSATIONS))("%s answer word for word", async (_name, rows) => {
    await client.flushall();
    for (const [command, expected] of rows) {
      const response = await post(endpoint.url, command);
      const { result, error } = (await response.json()) as { result?: unknown; error?: string };
      expect([command, error ?? result]).toEqual([command, expected]);
      expect(response.status).toBe(error === undefined ? 200 : 400);
    }
  });

  test("a failing script tells why in Redis's way", async () => {
    await client.set("text", "x");
    for (const [script, pattern] of FAILING) {
      const { error = "" } = (await (
        await post(endpoint.url, ["EVAL", script, 1, "text"])
      ).json()) as {
        error?: string;
      };
      expect(error).toMatch(pattern);
    }
  });

  test("the client reads back every kind of reply", async () => {
    await client.flushall();
    expect(await client.set("k", "값 \u0000\u007f ✓ 🛒", { nx: true, px: 60_000 })).toBe("OK");
    expect(await client.get("k")).toBe("값 \u0000\u007f ✓ 🛒");
    expect(await client.set("k", "w", { nx: true })).toBeNull();
    expect(await client.set("ok", "OK")).toBe("OK");
    expect(await client.get("none")).toBeNull();
    const result = await client.eval(
      "return {'OK', 1, false, {'한', 'OK'}, redis.call('GET', KEYS[1])}",
      ["ok"],
      [],
    );
    expect(result).toEqual(["OK", 1, null, ["한", "OK"], "OK"]);
    expect(await client.hset("h", { a: "1", b: "2" })).toBe(2);
    expect(await client.hgetall("h")).toEqual(["a", "1", "b", "2"]);
  });

  test("a pipeline answers each command; a failed one keeps its place", async () => {
    const commands = [
      ["SET", "p", "x"],
      ["INCR", "p"],
      ["GET", "p"],
      ["BLPOP", "p", 0],
    ];
    const response = await post(`${endpoint.url}/pipeline`, commands);
    expect(await response.json()).toEqual([
      { result: "OK" },
      { error: "ERR value is not an integer or out of range" },
      { result: "x" },
      { error: expect.stringContaining("not available: 'BLPOP'") },
    ]);
    const pipeline = client.pipeline().set("q", "1").incr("q").get("q");
    expect(await pipeline.exec()).toEqual(["OK", 2, "2"]);
  });

  test("a transaction is all in one, also beside other writers", async () => {
    await client.del("m");
    const together = () => client.multi().incr("m").incr("m").get("m").exec();
    const results = await Promise.all(Array.from({ length: 30 }, together));
    for (const [a, b, c] of results) expect([a, String(b)]).toEqual([Number(c) - 1, c]);
    expect(await client.get("m")).toBe("60");
  });

  test("a transaction with an unknown command does nothing at all", async () => {
    await client.del("never");
    const response = await post(`${endpoint.url}/multi-exec`, [
      ["SET", "never", "1"],
      ["NONSENSE"],
    ]);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toMatch(/^EXECABORT/);
    expect(await client.exists("never")).toBe(0);
  });

  test("a script is atomic against everything else", async () => {
    await client.set("stock", "10");
    const script = `${SCRIPT_FLAG}local n = tonumber(redis.call('GET', KEYS[1]))
      if n <= 0 then return 0 end
      redis.call('SET', KEYS[1], n - 1)
      return 1`;
    const buys = Array.from({ length: 50 }, () => client.eval(script, ["stock"], []));
    expect((await Promise.all(buys)).filter((won) => won === 1)).toHaveLength(10);
    expect(await client.get("stock")).toBe("0");
  });

  test("a short-lived key ends", async () => {
    await client.set("brief", "1", { px: 30 });
    await expect.poll(() => client.get("brief")).toBeNull();
  });

  test("commands may stand in the path, as Upstash documents", async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const say = async (path: string, init: RequestInit = {}) =>
      (await fetch(endpoint.url + path, { headers, ...init })).json();
    expect(await say("/set/path/a%2Fb?EX=100")).toEqual({ result: "OK" });
    expect(await say("/get/path")).toEqual({ result: "a/b" });
    expect(await say("/ttl/path")).toEqual({ result: 100 });
    const blob = { method: "POST", body: new Uint8Array([0, 255, 128, 10]) };
    expect(await say("/set/blob", blob)).toEqual({ result: "OK" });
    expect(
      await say("/get/blob", { headers: { ...headers, "upstash-encoding": "base64" } }),
    ).toEqual({
      result: Buffer.from([0, 255, 128, 10]).toString("base64"),
    });
    expect(await (await fetch(`${endpoint.url}/get/path?_token=${TOKEN}`)).json()).toEqual({
      result: "a/b",
    });
  });

  test("without the token nothing is answered", async () => {
    for (const token of ["", "wrong", `${TOKEN}x`, TOKEN.toUpperCase()]) {
      const response = await post(endpoint.url, ["GET", "k"], { authorization: `Bearer ${token}` });
      expect([response.status, await response.json()]).toEqual([401, { error: "Unauthorized" }]);
    }
    await expect(connect(endpoint.url, "wrong").get("k")).rejects.toThrow("Unauthorized");
  });

  test("what has no place over REST is refused", async () => {
    const commands = [
      "SUBSCRIBE",
      "BLPOP",
      "MULTI",
      "select",
      "AUTH",
      "CLIENT",
      "MONITOR",
      "SHUTDOWN",
      "CONFIG",
    ];
    for (const name of commands) {
      const response = await post(endpoint.url, [name, "x", "0"]);
      const { error } = (await response.json()) as { error: string };
      expect([response.status, error]).toEqual([400, expect.stringContaining("not available")]);
    }
    for (const body of ["not json", "{}", "[]", "[null]", "[[1]]"]) {
      expect((await post(endpoint.url, body)).status).toBe(400);
    }
    expect((await post(endpoint.url, "x".repeat(11 * 1024 * 1024))).status).toBe(413);
    expect(
      (await fetch(endpoint.url, { headers: { authorization: `Bearer ${TOKEN}` } })).status,
    ).toBe(404);
  });
}

describe("the embedded Redis", () => {
  conformance("embedded");

  test("has a conversation for every command, and refuses every other as Redis refuses an unknown one", async () => {
    const spoken = Object.values(CONVERSATIONS)
      .flat()
      .map(([[name]]) => String(name).toUpperCase());
    expect([...COMMANDS.keys()].filter((name) => !spoken.includes(name))).toEqual(["FLUSHALL"]);
    const dataDir = await makeDir();
    const redis = await start(dataDir, "embedded");
    for (const name of ["LPUSH", "SADD", "EVALSHA", "NONSENSE"]) {
      expect(COMMANDS.has(name)).toBe(false);
      await expect(redis.execute([Buffer.from(name), Buffer.from("k")])).rejects.toThrow(
        `ERR unknown command '${name}'`,
      );
    }
    await redis.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test("a clean stop keeps every type and every end; the next crash forgets", async () => {
    const dataDir = await makeDir();
    const first = await start(dataDir, "embedded");
    const run = (redis: RunningRedis, ...parts: (string | Buffer)[]) =>
      redis.execute(parts.map((part) => Buffer.from(part as string)));
    const bytes = Buffer.from([0, 255, 128]);
    await run(first, "SET", "s", bytes);
    await run(first, "SET", "brief", "x", "PX", "40");
    await run(first, "SET", "long", "x", "EX", "1000000");
    await run(first, "HSET", "h", "f", "v");
    await run(first, "ZADD", "z", "-inf", "low", "1.5", "mid");
    await first.stop();

    const second = await start(dataDir, "embedded");
    expect(await run(second, "GET", "s")).toEqual(bytes);
    expect(await run(second, "TTL", "long")).toBeGreaterThan(990_000);
    expect(await run(second, "HGET", "h", "f")).toEqual(Buffer.from("v"));
    expect(String(await run(second, "ZRANGE", "z", "0", "-1", "WITHSCORES"))).toBe(
      "low,-inf,mid,1.5",
    );
    await expect.poll(() => run(second, "EXISTS", "brief")).toBe(0);

    const afterCrash = await start(dataDir, "embedded"); // `second` never stopped
    expect(await run(afterCrash, "KEYS", "*")).toEqual([]);
    await writeFile(join(dataDir, "embedded-snapshot.json"), "{ broken");
    const afterDamage = await start(dataDir, "embedded");
    expect(await run(afterDamage, "KEYS", "*")).toEqual([]);
    expect(afterDamage.describe).toContain("a crash forgets everything");
    await rm(dataDir, { recursive: true, force: true });
  });

  test("an endless script is stopped and the store lives on", async () => {
    const dataDir = await makeDir();
    const redis = await start(dataDir, "embedded");
    const run = (...parts: string[]) => redis.execute(parts.map((part) => Buffer.from(part)));
    await expect(run("EVAL", "while true do end", "0")).rejects.toThrow("ran longer");
    expect(await run("EVAL", "return 1", "0")).toBe(1);
    await rm(dataDir, { recursive: true, force: true });
  });
});

test("a store that is away is a fast 503", async () => {
  const away = async () => {
    throw new StoreAwayError("gone");
  };
  const store = { execute: away, transaction: away };
  const endpoint = await startUpstashEndpoint({ port: 0, token: TOKEN, store, log });
  for (const [path, body] of [
    ["/", ["GET", "k"]],
    ["/pipeline", [["GET", "k"]]],
    ["/multi-exec", [["GET", "k"]]],
  ]) {
    expect((await post(endpoint.url + path, body)).status).toBe(503);
  }
  await endpoint.stop();
});

test("a command past its deadline is a 503", async () => {
  const never = () => new Promise<never>(() => undefined);
  const store = { execute: never, transaction: never };
  const endpoint = await startUpstashEndpoint({
    port: 0,
    token: TOKEN,
    store,
    log,
    deadlineMs: 50,
  });
  expect((await post(endpoint.url, ["GET", "k"])).status).toBe(503);
  await endpoint.stop();
});

describe.skipIf(!hasServer)("an installed redis-server", () => {
  conformance();

  test("survives kill -9: errors meanwhile, then no acknowledged write is lost", async () => {
    const dataDir = await makeDir();
    const redis = await start(dataDir);
    expect(redis.kind).toBe("redis-server");
    const endpoint = await startUpstashEndpoint({ port: 0, token: TOKEN, store: redis, log });
    const client = connect(endpoint.url);
    const acknowledged: number[] = [];
    const failures = new Set<string>();
    let running = true;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = writer; running; n += 4) {
        const failed = await client.set(`w:${n}`, "1").then(
          () => void acknowledged.push(n),
          (error: Error) => error.message,
        );
        if (failed) failures.add(failed.split(",")[0] ?? "");
        if (failed) await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    await expect.poll(() => acknowledged.length).toBeGreaterThan(30);
    const before = acknowledged.length;
    process.kill(redis.pid() ?? 0, "SIGKILL");
    await expect.poll(() => failures.size).toBeGreaterThan(0);
    await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(before + 30);
    running = false;
    await Promise.all(writers);
    expect([...failures]).toEqual(["UNAVAILABLE Redis is away; try again"]);
    const stored = await client.mget<(string | null)[]>(acknowledged.map((n) => `w:${n}`));
    expect(stored.filter((value) => value !== "1")).toEqual([]);
    await endpoint.stop();
    await redis.stop();
    await rm(dataDir, { recursive: true, force: true });
  }, 20_000);

  test("a configured Redis is used as it is, and its password is never shown", async () => {
    const dataDir = await makeDir();
    const server = await start(dataDir);
    const kept = JSON.parse(await readFile(join(dataDir, "server", "server.json"), "utf8"));
    const redisUrl = `redis://:${kept.password}@127.0.0.1:${kept.port}`;
    const redis = await startRedis({ dataDir, port: 0, log, onFatal: log, redisUrl });
    expect(redis.kind).toBe("configured");
    expect(redis.describe).toBe(`Redis at 127.0.0.1:${kept.port} (as configured)`);
    expect(await redis.execute([Buffer.from("PING")])).toEqual(Buffer.from("PONG"));
    await redis.stop();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test("a start finds and ends the orphan of a killed owner and keeps its data", async () => {
    const dataDir = await makeDir();
    const script = `
      import { startRedis } from ${JSON.stringify(new URL("./redis.ts", import.meta.url).href)};
      const quiet = () => {};
      const it = await startRedis({ dataDir: process.argv[1], port: 0, log: quiet, onFatal: quiet });
      await it.execute(["SET", "k", "kept"].map((part) => Buffer.from(part)));
      console.log(it.pid());
      setInterval(quiet, 1000);`;
    const owner = spawn(process.execPath, ["--input-type=module", "-e", script, dataDir]);
    const orphan = await new Promise<number>((resolve, reject) => {
      owner.stdout.once("data", (text) => resolve(Number(text)));
      owner.stderr.once("data", (text) => reject(new Error(String(text))));
    });
    await expect(start(dataDir)).rejects.toThrow("is in use");
    await endProcess(owner.pid ?? 0, "SIGKILL", 1_000);
    const redis = await start(dataDir);
    expect(redis.pid()).not.toBe(orphan);
    expect(await redis.execute([Buffer.from("GET"), Buffer.from("k")])).toEqual(
      Buffer.from("kept"),
    );
    await redis.stop();
    await rm(dataDir, { recursive: true, force: true });
  }, 20_000);
});
