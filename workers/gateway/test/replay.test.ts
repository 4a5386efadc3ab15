import { describe, expect, test } from "vitest";
import { codeOf } from "./harness.ts";
import {
  bytesOf,
  fresh,
  mark,
  minter,
  redis,
  runs,
  useKeyedGateway,
  world,
  write,
} from "./keyed-gateway.ts";
import type { Instruction } from "./upstream.ts";
import { SHOP } from "./world.ts";

useKeyedGateway();

describe("gateway 21, 22, 26: a replay", () => {
  test.each<[string, Instruction]>([
    ["text", { body: '{"값":"✓"}' }],
    [
      "bytes that are no text",
      { base64: Buffer.from([0, 255, 128, 10, 13, 0]).toString("base64") },
    ],
    ["200 KiB", { bytes: 200 * 1024 }],
    ["exactly 256 KiB", { bytes: 256 * 1024 }],
    ["no content", { status: 204 }],
    ["reset content", { status: 205 }],
    ["nothing", { body: "" }],
  ])("%s comes back byte for byte", async (_name, order) => {
    const key = fresh();
    const first = await write({ key, order });
    const second = await write({ key });
    expect([mark(first), mark(second), second.status]).toEqual([
      "stored",
      "replayed",
      first.status,
    ]);
    expect(await bytesOf(second)).toBe(await bytesOf(first));
    expect(await runs()).toBe(1);
  });

  test("a packed answer is read alike both times", async () => {
    const key = fresh();
    const order = { body: "x".repeat(5_000), headers: { "content-encoding": "gzip" } };
    const [first, second] = [await write({ key, order }), await write({ key })];
    expect(await first.text()).toBe(order.body);
    expect(await second.text()).toBe(order.body);
  });

  test("keeps the listed headers, drops the rest, and says that it is one", async () => {
    const key = fresh();
    const kept = { etag: '"7"', location: "/there", "content-language": "ko", link: "</a>; rel=a" };
    const order = {
      status: 201,
      headers: {
        ...kept,
        "set-cookie": "a=b",
        age: "7",
        ratelimit: "x",
        "idempotent-replayed": "true",
        "access-control-allow-origin": "*",
      },
    };
    const first = await write({ key, order, headers: { "x-request-id": "first-request" } });
    expect(first.headers.has("idempotent-replayed")).toBe(false);
    const second = await write({
      key,
      headers: { "x-request-id": "second-request", origin: SHOP },
    });
    expect(Object.fromEntries(second.headers)).toMatchObject({
      ...kept,
      "idempotent-replayed": "true",
      "idempotency-status": "replayed",
      "idempotency-original-request-id": "first-request",
      "x-request-id": "second-request",
      "access-control-allow-origin": SHOP,
      "cache-control": "no-store",
    });
    for (const name of ["set-cookie", "age", "ratelimit"])
      expect(second.headers.has(name)).toBe(false);
    expect(first.headers.get("access-control-allow-origin")).toBeNull();
    expect(second.headers.get("idempotency-expires")).toBe(
      first.headers.get("idempotency-expires"),
    );
    const life = Date.parse(String(first.headers.get("idempotency-expires"))) - Date.now();
    expect(Math.abs(life - 86_400_000)).toBeLessThan(10_000);
  });

  test("a replay has a Date of its own, and no other header of the first than the listed", async () => {
    const key = fresh();
    const order = {
      headers: { date: "Thu, 01 Jan 1970 00:00:00 GMT", "x-made-up": "1", vary: "x" },
    };
    await write({ key, order });
    const second = await write({ key });
    expect(mark(second)).toBe("replayed");
    const names = [...second.headers.keys()];
    expect(second.headers.get("date")).not.toBe(order.headers.date);
    expect(second.headers.has("x-made-up")).toBe(false);
    expect(second.headers.get("vary") ?? "").not.toContain("x");
    const known =
      /^(content-type|content-length|date|x-request-id|x-content-type-options|cache-control|vary|idempotent-replayed|idempotency-(status|original-request-id|expires)|ratelimit-policy|connection|keep-alive|transfer-encoding|strict-transport-security|referrer-policy|content-security-policy)$/;
    expect(names.filter((name) => !known.test(name))).toEqual([]);
  });

  test("gateway 25: the store holds neither body nor key nor member", async () => {
    const key = fresh();
    const token = await minter.mint({ role: "admin" });
    await write({ key, token, order: { body: "very secret words" } });
    const keys = (await redis.run("KEYS", "idem:*")) as string[];
    const values = await Promise.all(
      keys.filter((each) => each.endsWith(":res")).map((each) => redis.run("GET", each)),
    );
    const { sub } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    for (const secret of ["very secret words", key, String(sub)]) {
      expect([...keys, ...values].join("\n")).not.toContain(secret);
    }
  });

  test("gateway 25: a stored answer that was changed is never shown and never run again", async () => {
    const key = fresh();
    await write({ key });
    for (const each of (await redis.run("KEYS", "idem:*:res")) as string[]) {
      await redis.run("SET", each, "p.AAAA.AAAA", "KEEPTTL");
    }
    const answer = await write({ key });
    expect([answer.status, await codeOf(answer)]).toEqual([409, "idempotency_response_not_stored"]);
    expect(await runs()).toBe(1);
  });
});

describe("gateway 23: more than 256 KiB", () => {
  const bytes = 256 * 1024 + 1;

  test("reaches the client whole; the retry is sent to its Location", async () => {
    const key = fresh();
    const first = await write({
      key,
      order: { status: 201, bytes, headers: { location: "/made" } },
    });
    expect(mark(first)).toBe("unstored");
    expect((await first.arrayBuffer()).byteLength).toBe(bytes);
    const second = await write({ key });
    expect([second.status, second.headers.get("location")]).toEqual([303, "/made"]);
    expect(await runs()).toBe(1);
  });

  test("without a Location the retry learns that it is done", async () => {
    const key = fresh();
    expect((await (await write({ key, order: { bytes } })).arrayBuffer()).byteLength).toBe(bytes);
    const second = await write({ key });
    expect([second.status, await codeOf(second)]).toEqual([409, "idempotency_response_not_stored"]);
    expect(await runs()).toBe(1);
  });
});

describe("gateway 24: after the answer's life", () => {
  test("a late retry is 409, not a second run", async () => {
    const key = fresh();
    await write({ key });
    for (const each of (await redis.run("KEYS", "idem:*:res")) as string[])
      await redis.run("DEL", each);
    const late = await write({ key });
    expect([late.status, await codeOf(late), mark(late)]).toEqual([
      409,
      "idempotency_key_expired",
      "expired",
    ]);
    expect(await runs()).toBe(1);
  });
});

describe("gateway 18: an answer that breaks", () => {
  test.each<[string, Instruction]>([
    ["the body breaks in the middle", { body: "x".repeat(1_000), breaks: true }],
    ["the Worker throws", { throws: true }],
  ])("%s: 502, outcome unknown, and the next try is attempt 2", async (_name, order) => {
    const key = fresh();
    const first = await write({ key, order });
    expect([first.status, await codeOf(first), mark(first)]).toEqual([
      502,
      "upstream_failed",
      "unknown",
    ]);
    expect((await write({ key, body: "{ }" })).status).toBe(422);
    expect(mark(await write({ key }))).toBe("stored");
    expect(
      (await world.calls("member")).map((call) => call.headers["idempotency-attempt"]),
    ).toEqual(["1", "2"]);
  });

  test("a refusal whose body breaks is still a refusal", async () => {
    const key = fresh();
    await write({ key, order: { status: 422, body: "x".repeat(1_000), breaks: true } });
    expect(mark(await write({ key, body: "{ }" }))).toBe("stored");
  });
});
