/** What the driver throws, and whether it means that the database is unavailable. */
import { describe, expect, test } from "vitest";
import { isContention, isPostgresOutage } from "./errors.ts";

const neon = (message: string, code?: string) =>
  Object.assign(new Error(message), { name: "NeonDbError", code });

describe("isPostgresOutage", () => {
  test.each([
    ["a lost network", neon("Error connecting to database: TypeError: fetch failed")],
    ["a time limit", Object.assign(new Error("late"), { name: "TimeoutError" })],
    ["an endpoint in trouble", neon("Server error (HTTP status 503): try again")],
    ["too many connections", neon("sorry, too many clients already", "53300")],
    ["a login that is refused", neon("password authentication failed for user", "28P01")],
    ["a role that may not log in", neon("role is not permitted to log in", "28000")],
    ["a shutdown", neon("terminating connection due to administrator command", "57P01")],
    ["one that drizzle wrapped", new Error("Failed query", { cause: neon("gone", "08006") })],
  ])("%s is one", (_kind, error) => expect(isPostgresOutage(error)).toBe(true));

  test.each([
    ["a text PostgreSQL cannot hold", neon("invalid byte sequence", "22021")],
    ["a broken constraint", neon("duplicate key", "23505")],
    ["a statement that is too complex", neon("stack depth limit exceeded", "54001")],
    ["an answer over the endpoint's limit", neon("response is too large (max is 67108864 bytes)")],
    ["a request over the endpoint's limit", neon("request is too large (max is 67108864 bytes)")],
    ["a bug of ours", new TypeError("x is undefined")],
  ])("%s is none", (_kind, error) => expect(isPostgresOutage(error)).toBe(false));
});

test.each([
  ["a deadlock", "40P01", true],
  ["a serialization failure", "40001", true],
  ["a duplicate", "23505", false],
  ["an outage", "57P01", false],
])("%s (%s): contention is %s, however deep drizzle has wrapped it", (_what, code, isOne) => {
  const thrown = Object.assign(new Error("told by PostgreSQL"), { code });
  const wrapped = new Error("Failed query", { cause: thrown });
  expect([isContention(thrown), isContention(wrapped)]).toEqual([isOne, isOne]);
});
