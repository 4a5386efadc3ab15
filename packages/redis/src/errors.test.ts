import { describe, expect, it } from "vitest";
import { isRedisOutage, isRedisReply } from "./errors.ts";

function upstash(message: string): Error {
  const error = new Error(message);
  error.name = "UpstashError";
  return error;
}

describe("isRedisOutage", () => {
  it.each([
    ["a time limit", Object.assign(new Error("late"), { name: "TimeoutError" })],
    ["an endpoint whose Redis is away", upstash("UNAVAILABLE Redis is away; try again")],
    ["Upstash's daily quota", upstash("ERR max daily request limit exceeded. Limit: 10000")],
    ["Upstash's connection quota", upstash("ERR max concurrent connections exceeded")],
    ["a refused connection", new TypeError("fetch failed")],
    ["a lost connection", new Error("Network connection lost.")],
    [
      "half an answer, or a proxy's page",
      Object.assign(new Error("Unable to parse response body"), { name: "UpstashJSONParseError" }),
    ],
  ])("%s is an outage", (_, error) => {
    expect(isRedisOutage(error)).toBe(true);
  });

  it.each([
    ["a wrong command", upstash("ERR unknown command 'FOO'")],
    ["a wrong type", upstash("WRONGTYPE Operation against a key")],
    ["a wrong token", upstash("WRONGPASS invalid or missing auth token")],
    [
      "a command over Upstash's size",
      upstash("ERR max request size exceeded. Limit: 1048576 bytes"),
    ],
    ["a value over its size", upstash("ERR max single record size exceeded. Limit: 104857600")],
    ["a bug of ours", new TypeError("x is not iterable")],
  ])("%s is not", (_, error) => {
    expect(isRedisOutage(error)).toBe(false);
  });
});

describe("isRedisReply", () => {
  it.each([
    ["a refused command", upstash("ERR unknown command 'FOO'"), true],
    ["a command over Upstash's size", upstash("ERR max request size exceeded. Limit: 1"), true],
    ["a quota", upstash("ERR max daily request limit exceeded. Limit: 10000"), false],
    ["a lost connection", new Error("Network connection lost."), false],
    ["a bug of ours", new TypeError("x is not iterable"), false],
  ])("%s", (_, error, isReply) => {
    expect(isRedisReply(error)).toBe(isReply);
  });
});
