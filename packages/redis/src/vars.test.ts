import { expect, test } from "vitest";
import { z } from "zod";
import { RedisVarsShape, redisBudget, redisFallbackBudget } from "./vars.ts";

const Vars = z.object(RedisVarsShape);
const STORE = { UPSTASH_REDIS_REST_URL: "https://redis.example", UPSTASH_REDIS_REST_TOKEN: "t" };

test("a read with a stand-in waits less for a later call, and as long for a first one", () => {
  const vars = Vars.parse(STORE);
  expect(redisBudget(vars)).toEqual({ firstMs: 1_500, laterMs: 500 });
  expect(redisFallbackBudget(vars)).toEqual({ firstMs: 1_500, laterMs: 250 });
  const set = Vars.parse({ ...STORE, REDIS_FIRST_MS: "10", REDIS_LATER_MS: "5000" });
  expect(redisBudget(set)).toEqual({ firstMs: 10, laterMs: 5_000 });
});

test.each([
  { REDIS_FIRST_MS: "9" },
  { REDIS_LATER_MS: "5001" },
  { REDIS_FALLBACK_MS: "1.5" },
  { UPSTASH_REDIS_REST_URL: "redis" },
  { UPSTASH_REDIS_REST_TOKEN: "" },
])("%j is refused", (wrong) => {
  expect(Vars.safeParse({ ...STORE, ...wrong }).success).toBe(false);
});
