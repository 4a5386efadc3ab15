import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeOf, until } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { type Minter, makeMinter } from "./tokens.ts";
import { OPERATOR_TOKEN, raiseGateway, type World } from "./world.ts";

let redis: RedisDoor;
let world: World;
let minter: Minter;
let admin: string;

beforeAll(async () => {
  redis = await openRedisDoor();
  minter = await makeMinter();
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
    // No one scrapes: what was counted arrives by itself, and a second scrape finds nothing to add.
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

describe("gateway 45: spans", () => {
  const PHASES = ["jwt", "ratelimit", "revocation", "idem", "cache", "upstream"];
  let traced: World;
  beforeAll(async () => {
    traced = await raiseGateway({ redisUrl: redis.url, jwks: minter.jwks, traced: true });
  });
  afterAll(() => traced?.stop());
  const seenBy = async (ask: () => Promise<Response>) => {
    const before = (await traced.spans()).length;
    const answer = await ask();
    expect(answer.ok).toBe(true);
    const since = async () =>
      (await traced.spans()).slice(before).filter(({ name }) => PHASES.includes(name));
    await until(async () => {
      const spans = await since();
      return spans.length > 0 && spans.every(({ ended }) => ended);
    });
    return since();
  };

  test("each phase of a traced request is one, and carries our trace and request id", async () => {
    const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    const keyed = await seenBy(() =>
      traced.ask("/api/members", {
        method: "POST",
        body: "{}",
        headers: {
          authorization: `Bearer ${admin}`,
          "idempotency-key": crypto.randomUUID(),
          traceparent: `00-${trace}-00f067aa0ba902b7-01`,
          "x-request-id": "of-this-request",
        },
      }),
    );
    expect(keyed.map(({ name }) => name)).toEqual(["jwt", "idem", "upstream", "idem"]);
    for (const { attributes } of keyed) {
      expect(attributes.traceparent).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
      expect(attributes["request.id"]).toBe("of-this-request");
    }
    const login = await seenBy(() =>
      traced.ask("/api/auth/login", {
        method: "POST",
        body: "{}",
        headers: { "cf-connecting-ip": "2001:db8:77::1" },
      }),
    );
    expect(login.map(({ name }) => name)).toEqual(["ratelimit", "upstream"]);
    const listed = await seenBy(() => traced.ask("/api/products"));
    expect(listed.map(({ name }) => name)).toEqual(["cache", "cache", "upstream"]);
  });

  test("a phase that fails ends its span, and its error is thrown on", async () => {
    const before = (await traced.spans()).length;
    const answer = await traced.ask("/api/home", { order: { throws: true } });
    expect(answer.status).toBe(502);
    await until(async () =>
      (await traced.spans())
        .slice(before)
        .filter(({ name }) => name === "upstream")
        .some(({ ended }) => ended),
    );
  });
});

describe("gateway 45, settled: the scheduled visit", () => {
  test("calls home and every health, and counts a silence", async () => {
    await world.forget();
    await world.visit();
    await until(async () => (await world.calls("bff")).length === 2);
    expect((await world.calls("bff")).map((call) => new URL(call.url).pathname).sort()).toEqual([
      "/api/home",
      "/health",
    ]);
    for (const name of ["auth", "member", "catalog"]) {
      expect((await world.calls(name)).map((call) => new URL(call.url).pathname)).toEqual([
        "/health",
      ]);
    }
    const traces = (
      await Promise.all(
        ["auth", "bff", "member", "catalog"].map((name) => world.calls(name as "auth")),
      )
    )
      .flat()
      .map(({ headers }) => headers.traceparent?.slice(0, 36));
    expect(new Set(traces).size).toBe(1);
    expect(traces[0]).toMatch(/^00-[0-9a-f]{32}-$/);
    const now = await series();
    expect(now('gateway_warmup_total\\{to="BFF",path="/api/home",result="ok"\\}')).toBe(1);
  });
});
