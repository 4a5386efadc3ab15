import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeOf, until } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { makeMinter } from "./tokens.ts";
import { OPERATOR_TOKEN, raiseGateway, type World } from "./world.ts";

let redis: RedisDoor;
let world: World;
let admin: string;

beforeAll(async () => {
  redis = await openRedisDoor();
  const minter = await makeMinter();
  admin = await minter.mint({ role: "admin" });
  world = await raiseGateway({ redisUrl: redis.url, jwks: minter.jwks });
});
afterAll(async () => {
  await world?.stop();
  await redis?.stop();
});

const metrics = (token = OPERATOR_TOKEN) =>
  world.ask("/metrics", { headers: { authorization: `Bearer ${token}` } });
const series = async () => {
  const text = await (await metrics()).text();
  return (name: string) => Number(new RegExp(`^${name} ([\\d.e+-]+)$`, "m").exec(text)?.[1] ?? 0);
};
const write = (key: string) =>
  world.ask("/api/members", {
    method: "POST",
    body: "{}",
    headers: { authorization: `Bearer ${admin}`, "idempotency-key": key },
  });

describe("gateway 45: /metrics", () => {
  test("is the operator's alone", async () => {
    expect([(await world.ask("/metrics")).status, (await metrics(admin)).status]).toEqual([
      401, 401,
    ]);
    expect(await codeOf(await metrics("x".repeat(43)))).toBe("token_invalid");
    const answer = await metrics();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      200,
      "text/plain; version=0.0.4; charset=utf-8",
    ]);
    expect((await world.ask("/metrics", { method: "POST" })).status).toBe(405);
  });

  test("counts requests by row and status, keyed outcomes and latencies", async () => {
    const before = await series();
    const key = crypto.randomUUID();
    await write(key);
    await write(key);
    await world.ask("/api/nothing-here/made-up");
    const now = await series();
    const grown = (name: string) => now(name) - before(name);
    const escaped = (text: string) => text.replace(/[{}]/g, "\\$&");
    expect(
      grown(escaped('gateway_requests_total{route="/api/members",method="POST",status="200"}')),
    ).toBe(2);
    expect(grown(escaped('gateway_requests_total{route="none",method="GET",status="404"}'))).toBe(
      1,
    );
    expect(grown(escaped('gateway_idempotency_total{outcome="stored"}'))).toBe(1);
    expect(grown(escaped('gateway_idempotency_total{outcome="replayed"}'))).toBe(1);
    expect(grown(escaped('gateway_request_duration_seconds_count{route="/api/members"}'))).toBe(2);
  });

  test("is told in batches behind the responses, not once for each", async () => {
    const before = await series();
    await Promise.all(Array.from({ length: 30 }, () => world.ask("/api/home")));
    // Nobody scrapes: what was counted arrives by itself, and a second scrape finds nothing to add.
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    const name = 'gateway_requests_total\\{route="/api/home",method="GET",status="200"\\}';
    expect((await series())(name) - before(name)).toBe(30);
    expect(world.lines.join("\n")).not.toContain("metrics_untold");
  });

  test("holds no key, token, address or path of a caller", async () => {
    const key = `secret-${crypto.randomUUID()}`;
    await write(key);
    await world.ask(`/api/idempotency/${key}`, { headers: { authorization: `Bearer ${admin}` } });
    await world.ask("/api/products/my-own-slug", {
      headers: { "cf-connecting-ip": "2001:db8::7" },
    });
    const text = await (await metrics()).text();
    expect(text).toContain('route="/api/idempotency"');
    for (const secret of [key, admin, "my-own-slug", "2001:db8"])
      expect(text).not.toContain(secret);
  });
});

describe("gateway 45: Server-Timing", () => {
  test("is given to who asks, and names the phases", async () => {
    expect((await world.ask("/api/home")).headers.has("server-timing")).toBe(false);
    const answer = await world.ask("/api/members", {
      method: "POST",
      body: "{}",
      headers: {
        authorization: `Bearer ${admin}`,
        "idempotency-key": crypto.randomUUID(),
        "x-server-timing": "1",
      },
    });
    const names = (answer.headers.get("server-timing") ?? "")
      .split(", ")
      .map((part) => part.split(";")[0]);
    expect(names).toEqual(expect.arrayContaining(["idem", "upstream", "total"]));
  });
});

describe("gateway, settled: the scheduled visit", () => {
  test("calls home and every health, and counts a silence", async () => {
    await world.forget();
    await world.visit();
    await until(async () => (await world.calls("bff")).length === 2);
    expect((await world.calls("bff")).map((call) => new URL(call.url).pathname).sort()).toEqual([
      "/api/home",
      "/health",
    ]);
    for (const name of ["auth", "member", "catalog"] as const) {
      expect((await world.calls(name)).map((call) => new URL(call.url).pathname)).toEqual([
        "/health",
      ]);
    }
    const now = await series();
    expect(now('gateway_warmup_total\\{to="BFF",path="/api/home",result="ok"\\}')).toBe(1);
  });
});
