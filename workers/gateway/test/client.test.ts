/** What the store's client would get wrong by its defaults, each as the harm it would do. */
import { connectRedis, evaluate } from "@edgemart/redis/client";
import { isRedisOutage } from "@edgemart/redis/errors";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openRedisDoor, REDIS_TOKEN, type RedisDoor } from "./redis-door.ts";

/** Longer than a busy machine needs for a call; only a store that never answers is waited for less. */
const PATIENT_MS = 20_000;
const HASTY_MS = 200;
let door: RedisDoor;
const client = (url = door.url, waitMs = PATIENT_MS) =>
  connectRedis({ UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: REDIS_TOKEN }, waitMs);

beforeAll(async () => {
  door = await openRedisDoor("embedded");
});
afterAll(() => door?.stop());
beforeEach(() => {
  door.mode = "pass";
  door.commands.length = 0;
});

describe("gateway 31: the settings of the store's client", () => {
  test("retry: a store that is away is an error at once, not after 4 s of trying", async () => {
    door.mode = "refuse";
    await expect(client().get("k")).rejects.toThrow();
    expect(door.commands.length).toBeLessThanOrEqual(2);
    await expect(client("http://127.0.0.1:9").get("k")).rejects.toSatisfy(isRedisOutage);
  });

  test("signal: a SET NX that came too late fails; null would say that another holds the key", async () => {
    door.mode = "hang";
    const late = client(door.url, HASTY_MS).set("k", "v", { nx: true, px: 1_000 });
    await expect(late).rejects.toSatisfy(isRedisOutage);
  });

  test("automaticDeserialization: a text comes back as it was, also one that reads as JSON", async () => {
    for (const text of ["007", "1e3", "null", '{"a":1}', "9007199254740993", '"quoted"']) {
      await client().set("text", text);
      expect(await client().get("text")).toBe(text);
      expect(await evaluate(client(), "return redis.call('GET', KEYS[1])", ["text"], [])).toBe(
        text,
      );
    }
  });

  test("nx and px are heard: a second holder is refused, and a lease ends", async () => {
    expect(await client().set("lock", "one", { nx: true, px: 60_000 })).toBe("OK");
    expect(await client().set("lock", "two", { nx: true, px: 60_000 })).toBeNull();
    expect(Number(await door.run("PTTL", "lock"))).toBeGreaterThan(50_000);
  });

  test("enableAutoPipelining: each command is a call of its own, in its own time", async () => {
    await Promise.all([client().get("a"), client().get("b"), client().get("c")]);
    expect(door.commands.map(([name]) => name)).toEqual(["get", "get", "get"]);
  });
});
