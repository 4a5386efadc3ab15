import { describe, expect, test } from "vitest";
import { ROWS } from "../src/table/rows.ts";
import { codeOf, raw, until } from "./harness.ts";
import {
  admin,
  fresh,
  mark,
  minter,
  redis,
  runs,
  useKeyedGateway,
  type Write,
  world,
  write,
} from "./keyed-gateway.ts";
import { standardClaims } from "./tokens.ts";
import type { Instruction } from "./upstream.ts";

useKeyedGateway();

describe("gateway 1, 2, 3: keys at the door", () => {
  test("the alias and both spellings find one record", async () => {
    const key = fresh();
    await write({ key });
    const spellings: Record<string, string>[] = [
      { "x-idempotency-key": key },
      { "idempotency-key": `"${key}"` },
      { "idempotency-key": `"${key}";v=1`, "x-idempotency-key": key },
    ];
    for (const headers of spellings) {
      expect(mark(await write({ headers }))).toBe("replayed");
    }
    expect(await runs()).toBe(1);
  });

  test.each([
    [{ "idempotency-key": "a", "x-idempotency-key": "b" }, "idempotency_key_ambiguous"],
    [{ "idempotency-key": "a, a" }, "idempotency_key_ambiguous"],
    [{ "idempotency-key": "" }, "idempotency_key_malformed"],
    [{ "idempotency-key": "k".repeat(256) }, "idempotency_key_malformed"],
    [{ "idempotency-key": '"a\\"b"' }, "idempotency_key_malformed"],
    [{ "idempotency-key": "é" }, "idempotency_key_malformed"],
  ])("%j is 400 and touches neither store nor Worker", async (headers, code) => {
    await write({});
    redis.commands.length = 0;
    await world.forget();
    const answer = await write({ headers });
    expect([answer.status, await codeOf(answer)]).toEqual([400, code]);
    expect([redis.commands.length, await runs()]).toEqual([0, 0]);
  });

  test("gateway 35: the Worker behind gets the key in one spelling and the attempt, the log neither", async () => {
    const key = fresh();
    await write({ headers: { "x-idempotency-key": `"${key}"` } });
    const [call] = await world.calls("member");
    expect(call?.headers).toMatchObject({
      "idempotency-key": `"${key}"`,
      "idempotency-attempt": "1",
    });
    expect(call?.headers).not.toHaveProperty("x-idempotency-key");
    expect(world.lines.join("\n")).not.toContain(key);
    expect(world.lines.at(-1)).toMatch(/"keyHash":"[0-9a-f]{8}"/);
  });

  test("gateway 5: a request without a key, and one that only reads, make no claim", async () => {
    await write({});
    const home = await world.ask("/api/home", {
      method: "HEAD",
      headers: { "idempotency-key": "a" },
    });
    const list = { "idempotency-key": "a" };
    expect((await world.ask("/api/products", { headers: list })).status).toBe(200);
    expect(home.status).toBe(200);
    expect(redis.commands.filter(([name]) => name === "eval")).toEqual([]);
  });
});

describe("gateway 1, 5: what reaches the door on the wire", () => {
  const lines = (...more: string[]) =>
    [
      "POST /api/members HTTP/1.1",
      "Host: gateway",
      `Authorization: Bearer ${admin}`,
      "Content-Type: application/json",
      "Connection: close",
      ...more,
    ].join("\r\n");

  test("a field line that is repeated is 400, under one name or the other", async () => {
    for (const name of ["Idempotency-Key", "X-Idempotency-Key"]) {
      const twice = lines(`${name}: one`, `${name}: one`, "Content-Length: 2");
      const { status, text } = await raw(world.port, `${twice}\r\n\r\n{}`);
      expect([status, text]).toEqual([400, expect.stringContaining("idempotency_key_ambiguous")]);
    }
    expect(await runs()).toBe(0);
  });

  test("the same bytes in chunks are the same request", async () => {
    const key = fresh();
    const plain = lines(`Idempotency-Key: ${key}`, "Content-Length: 7");
    const chunked = lines(`Idempotency-Key: ${key}`, "Transfer-Encoding: chunked");
    const first = await raw(world.port, `${plain}\r\n\r\n{"a":1}`);
    const second = await raw(world.port, `${chunked}\r\n\r\n3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n`);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.text.toLowerCase()).toContain("idempotent-replayed: true");
    expect(await runs()).toBe(1);
  });

  test.each(["POST", "PUT", "PATCH", "DELETE"])("a keyed %s is replayed", async (method) => {
    const key = fresh();
    const ask = () =>
      world.ask(method === "POST" ? "/api/members" : "/api/members/mem_someone", {
        method,
        headers: { authorization: `Bearer ${admin}`, "idempotency-key": key },
        ...(method !== "DELETE" && { body: "{}" }),
      });
    expect([mark(await ask()), mark(await ask())]).toEqual(["stored", "replayed"]);
    expect(await runs()).toBe(1);
  });

  test.each(["HEAD", "OPTIONS"])("a %s ignores its key, however it is spelt", async (method) => {
    const headers = { authorization: `Bearer ${admin}`, "idempotency-key": "not, a key" };
    const answer = await world.ask("/api/members", { method, headers });
    expect(answer.status).not.toBe(400);
    expect(redis.commands.filter(([name]) => name === "eval")).toEqual([]);
  });
});

describe("gateway, position in the chain: what is answered before touches no key", () => {
  test.each<[number, Write & { method?: string; noToken?: true }]>([
    [401, { noToken: true }],
    [401, { token: "a.b.c" }],
    [400, { headers: { authorization: "Bearer a, Bearer b" } }],
    [404, { path: "/api/nothing" }],
    [405, { path: "/api/members/me" }],
    [413, { body: "x".repeat(64 * 1024 + 1) }],
    [400, { headers: { "x-idempotency-key": "another" } }],
  ])("%i %j", async (status, { noToken, ...change }) => {
    const key = fresh();
    const refused = noToken
      ? await world.ask("/api/members", {
          method: "POST",
          body: "{}",
          headers: { "idempotency-key": key },
        })
      : await write({ key, ...change });
    expect([refused.status, mark(refused)]).toEqual([status, null]);
    expect(redis.commands.filter(([name]) => name === "eval")).toEqual([]);
    // The key is as good as before: it is the first to run.
    expect(mark(await write({ key, body: '{"corrected":1}' }))).toBe("stored");
  });

  test("403: a member on an administrator's row", async () => {
    const key = fresh();
    const { sub } = standardClaims();
    const refused = await write({ key, token: await minter.mint({ sub }) });
    expect([refused.status, mark(refused)]).toEqual([403, null]);
    const promoted = await minter.mint({ sub, role: "admin" });
    expect(mark(await write({ key, token: promoted, body: "[]" }))).toBe("stored");
  });
});

describe("gateway 11, 12, 13: the lease", () => {
  /** A request under way, its lease, and the owner its claim named. */
  async function running() {
    const key = fresh();
    const done = write({ key, order: { delayMs: 700 } });
    await until(async () => (await runs()) === 1);
    const [lease = ""] = (await redis.run("KEYS", "idem:*:lease")) as string[];
    return { key, done, lease, owner: String(await redis.run("GET", lease)) };
  }

  test("lasts ten seconds longer than the row waits for its Worker, apart from the record's month", async () => {
    const { done, lease } = await running();
    const { timeoutMs = 0 } =
      ROWS.find(({ path, methods }) => path === "/api/members" && methods.includes("POST")) ?? {};
    const left = Number(await redis.run("PTTL", lease));
    expect(left > timeoutMs + 8_000 && left <= timeoutMs + 10_000).toBe(true);
    const month = Number(await redis.run("PTTL", lease.replace(/lease$/, "rec")));
    expect(month > 30 * 86_400_000 - 10_000 && month <= 30 * 86_400_000).toBe(true);
    await done;
  });

  test("is held under 128 random bits, others for each claim", async () => {
    const owners = new Set<string>();
    for (let count = 0; count < 20; count++) await write({ key: fresh() });
    for (const [name, script, , ...rest] of redis.commands) {
      if (name === "eval" && script?.includes("'BUSY'")) {
        const owner = rest.find((word) => /^[\w-]{22}$/.test(word)) ?? "";
        expect(Buffer.from(owner, "base64url")).toHaveLength(16);
        owners.add(owner);
      }
    }
    expect(owners.size).toBe(20);
  });

  test.each([
    [990, "1"],
    [2_900, "3"],
    [60_000, "5"],
  ])("with %i ms left a duplicate is told to come back in %s s", async (leftMs, seconds) => {
    const { key, done, lease } = await running();
    await redis.run("PEXPIRE", lease, leftMs);
    const duplicate = await write({ key });
    expect([duplicate.status, duplicate.headers.get("retry-after")]).toEqual([409, seconds]);
    await done;
  });
});

describe("gateway 6, 7: whose record it is", () => {
  test("two members with one key never meet", async () => {
    const key = fresh();
    const first = await write({ key, order: { body: "of the first" } });
    const other = await minter.mint({ role: "admin" });
    const second = await write({ key, token: other, order: { body: "of the second" } });
    expect(await Promise.all([first.text(), second.text()])).toEqual([
      "of the first",
      "of the second",
    ]);
    expect(await runs()).toBe(2);
  });

  test("a refreshed token of the member finds the record, whatever the headers claim", async () => {
    const key = fresh();
    const { sub } = standardClaims();
    const token = () => minter.mint({ role: "admin", sub, jti: crypto.randomUUID() });
    await write({ key, token: await token() });
    const headers = { "x-user-id": "mem_other", "x-member-id": "mem_other" };
    expect(mark(await write({ key, token: await token(), headers }))).toBe("replayed");
  });

  test("anonymous callers and members never meet, and rows do not either", async () => {
    const key = fresh();
    const ask = (headers: Record<string, string>) =>
      world.ask("/api/home", { headers: { "idempotency-key": key, ...headers } });
    expect(mark(await ask({}))).toBe("stored");
    expect(mark(await ask({ authorization: `Bearer ${admin}` }))).toBe("stored");
    expect(mark(await ask({}))).toBe("replayed");
  });

  test("gateway 4: an anonymous key has 21 characters or more", async () => {
    const short = await world.ask("/api/home", { headers: { "idempotency-key": "k".repeat(20) } });
    expect([short.status, await codeOf(short)]).toEqual([400, "idempotency_key_malformed"]);
  });
});

describe("gateway 8, 9: the same key for another request", () => {
  test.each<[string, Write]>([
    ["body", { body: "{ }" }],
    ["query", { path: "/api/members?a=1" }],
    ["media type", { headers: { "content-type": "text/plain" } }],
    ["precondition", { headers: { "if-match": '"1"' } }],
  ])("another %s is 422, with no hint, and runs nothing", async (_name, change) => {
    const key = fresh();
    await write({ key });
    const answer = await write({ key, ...change });
    const problem = (await answer.json()) as Record<string, unknown>;
    expect([answer.status, problem.code, mark(answer)]).toEqual([
      422,
      "idempotency_key_reused",
      "mismatch",
    ]);
    expect(problem).not.toHaveProperty("detail");
    expect(await runs()).toBe(1);
  });

  test("also while the first is running", async () => {
    const key = fresh();
    const first = write({ key, order: { delayMs: 300 } });
    await until(async () => (await runs()) === 1);
    expect((await write({ key, body: "{ }" })).status).toBe(422);
    expect((await first).status).toBe(200);
  });
});

describe("gateway 13: a duplicate while the first runs", () => {
  test("is 409 with Retry-After and may be repeated", async () => {
    const key = fresh();
    const first = write({ key, order: { delayMs: 300 } });
    await until(async () => (await runs()) === 1);
    const second = await write({ key });
    expect([second.status, mark(second)]).toEqual([409, "conflict"]);
    expect(Number(second.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(Number(second.headers.get("retry-after"))).toBeLessThanOrEqual(5);
    expect(await second.json()).toMatchObject({ code: "idempotency_in_progress", retryable: true });
    await first;
    expect(mark(await write({ key }))).toBe("replayed");
    expect(await runs()).toBe(1);
  });
});

describe("gateway 15, 18: a holder that vanished", () => {
  test("a retry row runs again, saying which attempt it is", async () => {
    const key = fresh();
    const failed = await write({ key, order: { status: 500 } });
    expect([failed.status, mark(failed)]).toEqual([500, "unknown"]);
    expect(mark(await write({ key }))).toBe("stored");
    const attempts = (await world.calls("member")).map(
      (call) => call.headers["idempotency-attempt"],
    );
    expect(attempts).toEqual(["1", "2"]);
  });

  test("a crash is noticed when the lease ends", async () => {
    const key = fresh();
    await write({ key, order: { status: 500 } });
    const crashed = write({ key, order: { delayMs: 400 } });
    await until(async () => (await runs()) === 2);
    expect((await write({ key })).status).toBe(409);
    await redis.endLeases();
    expect(mark(await write({ key, order: { body: "third" } }))).toBe("stored");
    // The overtaken holder still answers its own client, and keeps nothing.
    expect(mark(await crashed)).toBe("unstored");
    expect(await (await write({ key })).text()).toBe("third");
  });

  test("gateway 18: after an unknown outcome a refusal does not free the key for another body", async () => {
    const key = fresh();
    await write({ key, order: { status: 500 } });
    expect(mark(await write({ key, order: { status: 400 } }))).toBe("unstored");
    expect((await write({ key, body: "{ }" })).status).toBe(422);
  });
});

describe("gateway 17, 20: what becomes of each status", () => {
  test.each([200, 201, 202, 301, 302, 303, 402, 409, 410])("%i is kept", async (status) => {
    const key = fresh();
    const order = { status, headers: { location: "/there" } };
    const first = await write({ key, order });
    const second = await write({ key });
    expect([mark(first), mark(second)]).toEqual(["stored", "replayed"]);
    expect([second.status, await second.text()]).toEqual([status, await first.text()]);
    expect(second.headers.get("location")).toBe("/there");
    expect(await runs()).toBe(1);
  });

  test.each([400, 401, 403, 404, 413, 422, 428, 429])(
    "%i frees the key for another body",
    async (status) => {
      const key = fresh();
      expect(mark(await write({ key, order: { status } }))).toBe("unstored");
      const corrected = await write({ key, body: '{"better":1}' });
      expect([corrected.status, mark(corrected)]).toEqual([200, "stored"]);
    },
  );

  test.each<[Instruction, string]>([
    [{ status: 500, headers: { "idempotency-outcome": "executed" } }, "replayed"],
    [{ status: 422, headers: { "idempotency-outcome": "final" } }, "replayed"],
    [{ status: 500, headers: { "idempotency-outcome": "not-executed" } }, "stored"],
  ])("the Worker's own word decides: %j", async (order, then) => {
    const key = fresh();
    const first = await write({ key, order });
    expect(first.headers.has("idempotency-outcome")).toBe(false);
    expect(mark(await write({ key }))).toBe(then);
  });
});
