import { describe, expect, test } from "vitest";
import { isConnectionLost, isRedisOutage, isRedisReply, withoutContents } from "./errors.ts";

function upstash(message: string): Error {
  const error = new Error(message);
  error.name = "UpstashError";
  return error;
}

describe("isRedisOutage", () => {
  test.each([
    ["a time limit", Object.assign(new Error("late"), { name: "TimeoutError" })],
    ["an endpoint whose Redis is away", upstash("UNAVAILABLE Redis is away; try again")],
    ["Upstash's daily quota", upstash("ERR max daily request limit exceeded. Limit: 10000")],
    ["Upstash's connection quota", upstash("ERR max concurrent connections exceeded")],
    ["a time limit of the platform", Object.assign(new Error("x"), { name: "AbortError" })],
    ["an address that is none", Object.assign(new Error("x"), { name: "UrlError" })],
    ["a refused connection", new TypeError("fetch failed")],
    ["a lost connection", new Error("Network connection lost.")],
    [
      "half an answer, or a proxy's page",
      Object.assign(new Error("Unable to parse response body"), { name: "UpstashJSONParseError" }),
    ],
  ])("%s is an outage", (_, error) => {
    expect(isRedisOutage(error)).toBe(true);
  });

  test.each([
    ["a wrong command", upstash("ERR unknown command 'FOO'")],
    ["a wrong type", upstash("WRONGTYPE Operation against a key")],
    ["a wrong token", upstash("WRONGPASS invalid or missing auth token")],
    [
      "a command over Upstash's size",
      upstash("ERR max request size exceeded. Limit: 1048576 bytes"),
    ],
    ["a value over its size", upstash("ERR max single record size exceeded. Limit: 104857600")],
    ["a bug of ours", new TypeError("x is not iterable")],
    ["what is no error", "fetch failed"],
    ["nothing", null],
  ])("%s is not", (_, error) => {
    expect(isRedisOutage(error)).toBe(false);
  });
});

describe("isRedisReply", () => {
  test.each([
    ["a refused command", upstash("ERR unknown command 'FOO'"), true],
    ["a command over Upstash's size", upstash("ERR max request size exceeded. Limit: 1"), true],
    ["a quota", upstash("ERR max daily request limit exceeded. Limit: 10000"), false],
    ["a lost connection", new Error("Network connection lost."), false],
    ["a bug of ours", new TypeError("x is not iterable"), false],
  ])("%s", (_, error, isReply) => {
    expect(isRedisReply(error)).toBe(isReply);
  });
});

describe("isConnectionLost", () => {
  test.each([
    ["what workerd says", new Error("Network connection lost."), true],
    ["what Node says", new TypeError("fetch failed"), true],
    ["a time limit", Object.assign(new Error("late"), { name: "TimeoutError" }), false],
    ["a refused command", upstash("ERR unknown command 'FOO'"), false],
    ["what is no error", "fetch failed", false],
  ])("%s", (_, error, isLost) => {
    expect(isConnectionLost(error)).toBe(isLost);
  });
});

describe("withoutContents", () => {
  const said = (message: string, name = "UpstashError") => {
    const kept = withoutContents(Object.assign(new Error(message), { name })) as Error;
    return [kept.name, kept.message];
  };

  test("takes the command off a message, and what was answered, and keeps the name", () => {
    expect(said('ERR no, command was: ["set","a, command was: b"]\nmore')).toEqual([
      "UpstashError",
      "ERR no",
    ]);
    expect(said("Unable to parse response body: <html>", "UpstashJSONParseError")).toEqual([
      "UpstashJSONParseError",
      "Unable to parse response body",
    ]);
    expect(said("x Unable to parse response body: y")[1]).toBe(
      "x Unable to parse response body: y",
    );
  });

  test("gives back what quotes nothing, and what is no error", () => {
    const plain = new Error("Network connection lost.");
    expect(withoutContents(plain)).toBe(plain);
    expect([withoutContents("x, command was: y"), withoutContents(null)]).toEqual([
      "x, command was: y",
      null,
    ]);
  });
});
