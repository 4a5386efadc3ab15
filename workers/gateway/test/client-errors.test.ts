/** What the store's client throws, asked of an endpoint that answers badly: nothing that was sent or stored is in it. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connectRedis, evaluate } from "@edgemart/redis/client";
import { isRedisOutage, isRedisReply } from "@edgemart/redis/errors";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const SECRET = "session-of-a-member";
let server: Server;
let answer: { status: number; body: string };
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const CASES = [
  ["a refusal", 400, JSON.stringify({ error: "ERR wrong number of arguments" }), "reply"],
  ["a quota", 429, JSON.stringify({ error: "ERR max daily request limit exceeded" }), "outage"],
  ["an error without a text", 500, "{}", "outage"],
  ["a proxy's page", 502, `<html>${SECRET}</html>`, "outage"],
  ["half an answer", 200, `{"result":"${SECRET}`, "outage"],
] as const;

describe.each(CASES)("%s", (_, status, body, kind) => {
  test.each([
    ["a value", SECRET],
    ["words that look like the other kind", `${SECRET} ERR max request exceeded`],
  ])("is told as what it is, without what was sent or stored: %s", async (_named, value) => {
    answer = { status, body };
    const redis = connectRedis(
      { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: "t" },
      5_000,
    );
    const calls = [
      redis.set(SECRET, value),
      evaluate(redis, "return 1", [SECRET], [value]),
      redis.pipeline().get(SECRET).set(SECRET, value).exec(),
    ];
    for (const { reason } of (await Promise.allSettled(calls)) as PromiseRejectedResult[]) {
      expect(`${reason} ${reason.stack}`).not.toContain(SECRET);
      expect([isRedisOutage(reason), isRedisReply(reason)]).toEqual([
        kind === "outage",
        kind === "reply",
      ]);
    }
  });
});
