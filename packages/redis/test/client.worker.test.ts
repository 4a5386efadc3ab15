/** The client's settings against a server that speaks Upstash's protocol: what is sent, how often, and what a failure says. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  ALLOW_KEY_LOCKING,
  connectRedis,
  evaluate,
  REPEATABLE,
  type Redis,
  type RedisVars,
} from "../src/client.ts";
import { isRedisOutage } from "../src/errors.ts";

/** What the endpoint was asked, and how it answers: a body, never, or by breaking the connection. */
const asked: { command: unknown; authorization: string | undefined }[] = [];
let answer: { status: number; body: string } | "never" = {
  status: 200,
  body: '{"result":"x"}',
};
/** How many of the next requests lose their connection instead. */
let losses = 0;
let server: Server;
let vars: RedisVars;
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      asked.push({ command: JSON.parse(text), authorization: request.headers.authorization });
      if (losses > 0) {
        losses -= 1;
        request.socket.destroy();
        return;
      }
      if (answer === "never") return;
      response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  vars = { UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${port}`, UPSTASH_REDIS_REST_TOKEN: "secret" };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  losses = 0;
  answer = { status: 200, body: '{"result":"x"}' };
});

const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable(),
    (thrown: Error) => thrown,
  );

describe("a client", () => {
  test("is one for an address, a token and a budget", () => {
    const one = connectRedis(vars, 1_000);
    expect(connectRedis({ ...vars }, { firstMs: 1_000, laterMs: 1_000 })).toBe(one);
    expect(connectRedis(vars, { firstMs: 1_000, laterMs: 999 })).not.toBe(one);
    expect(connectRedis(vars, { firstMs: 999, laterMs: 1_000 })).not.toBe(one);
    expect(connectRedis({ ...vars, UPSTASH_REDIS_REST_TOKEN: "other" }, 1_000)).not.toBe(one);
    const other = "http://127.0.0.1:1";
    expect(connectRedis({ ...vars, UPSTASH_REDIS_REST_URL: other }, 1_000)).not.toBe(one);
  });

  test("sends each command alone, with its token, and gives texts as they are", async () => {
    answer = { status: 200, body: '{"result":"{\\"a\\":1}"}' };
    const redis = connectRedis(vars, 1_000);
    expect(await Promise.all([redis.get("a"), redis.get("b")])).toEqual(['{"a":1}', '{"a":1}']);
    expect(asked.map(({ command }) => command)).toEqual(
      expect.arrayContaining(
        [
          ["get", "a"],
          ["get", "b"],
        ].map((each) => each),
      ),
    );
    expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(
      new Set(["Bearer secret"]),
    );
  });

  test("runs a script by its text, under its keys alone", async () => {
    await evaluate(connectRedis(vars, 1_000), `${ALLOW_KEY_LOCKING}return 1`, ["k"], ["a", "b"]);
    expect(asked.map(({ command }) => command)).toEqual([
      ["eval", "#!lua flags=allow-key-locking\nreturn 1", 1, "k", "a", "b"],
    ]);
  });

  test("sends a command that failed once, and its failure quotes no command", async () => {
    answer = { status: 500, body: '{"error":"ERR wrong"}' };
    const thrown = await failure(connectRedis(vars, 1_000).set("private", "words"));
    expect([asked.length, thrown.name, /private|words/.test(thrown.message)]).toEqual([
      1,
      "UpstashError",
      false,
    ]);
  });

  test("gives a command up when its time is over, once, and says so as a failure", async () => {
    answer = "never";
    const thrown = await failure(connectRedis(vars, 50).set("a", "b", { nx: true }));
    expect([asked.length, thrown.name]).toEqual([1, "TimeoutError"]);
  });

  test.each([
    ["get", (redis: Redis) => redis.get("a")],
    ["mget", (redis: Redis) => redis.mget("a", "b")],
    ["zrange", (redis: Redis) => redis.zrange("a", 0, -1)],
    [
      "a script that says so",
      (redis: Redis) => evaluate(redis, `${REPEATABLE}return 1`, ["k"], []),
    ],
  ])(
    "what may be repeated (%s) and whose connection broke is sent once more, and no third time",
    async (_, read) => {
      const redis = connectRedis(vars, 1_000);
      losses = 1;
      expect([await read(redis), asked.length]).toEqual(["x", 2]);
      losses = 2;
      expect([isRedisOutage(await failure(read(redis))), asked.length]).toEqual([true, 4]);
    },
  );

  test.each([
    ["set", (redis: Redis) => redis.set("a", "b", { nx: true })],
    ["incr", (redis: Redis) => redis.incr("a")],
    ["del", (redis: Redis) => redis.del("a")],
    ["eval", (redis: Redis) => evaluate(redis, "return 1", ["k"], [])],
    ["a pipeline", (redis: Redis) => redis.pipeline().get("a").set("a", "b").exec()],
  ])("a write (%s) whose connection broke is sent once", async (_, write) => {
    losses = 1;
    const thrown = await failure(write(connectRedis(vars, 1_000)));
    expect([isRedisOutage(thrown), asked.length]).toEqual([true, 1]);
  });

  test("a read that is sent once more has what is left of its time", async () => {
    losses = 1;
    answer = "never";
    const thrown = await failure(connectRedis(vars, 200).get("a"));
    expect([asked.length, thrown.name]).toEqual([2, "TimeoutError"]);
  });

  test("waits longer for a first call than for a later one", async () => {
    // An address of its own: no connection to it is believed to be free.
    const fresh = { ...vars, UPSTASH_REDIS_REST_URL: `${vars.UPSTASH_REDIS_REST_URL}/fresh` };
    const redis = connectRedis(fresh, { firstMs: 60_000, laterMs: 40 });
    await redis.get("a");
    answer = "never";
    expect((await failure(redis.get("a"))).name).toBe("TimeoutError");
  });
});
