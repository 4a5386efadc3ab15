import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ROWS } from "../src/table/rows.ts";
import { BINDINGS } from "../src/table/workers.ts";
import { codeOf, placeOf, raw } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { type Minter, makeMinter } from "./tokens.ts";
import { OPERATOR_TOKEN, raiseGateway, SHOP, UPSTREAMS, type World } from "./world.ts";

let redis: RedisDoor;
let minter: Minter;
let world: World;
const EVIL = "https://evil.example";

beforeAll(async () => {
  redis = await openRedisDoor();
  minter = await makeMinter();
  world = await raiseGateway({ redisUrl: redis.url, jwks: minter.jwks });
});
afterAll(async () => {
  await world?.stop();
  await redis?.stop();
});
beforeEach(() => world.forget());

const allCalls = async () => (await Promise.all(UPSTREAMS.map((one) => world.calls(one)))).flat();
const bearer = async (role = "member") => ({
  authorization: `Bearer ${await minter.mint({ role })}`,
});
const get = (path: string, more = "", method = "GET") =>
  raw(
    world.port,
    `${method} ${path} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n${more}\r\n`,
  );

describe("gateway table: every row reaches its Worker with its rights", () => {
  test.each(ROWS.flatMap((row) => row.methods.map((method) => [method, row] as const)))(
    "%s $path",
    async (method, row) => {
      const hasBody = row.bodyBytesMax > 0 && !["GET", "HEAD"].includes(method);
      const ask = async (credential: Record<string, string>) => {
        const needsKey = row.idempotency.use === "required";
        const headers = {
          ...credential,
          ...(needsKey && { "idempotency-key": crypto.randomUUID() }),
        };
        const request = { method, headers, ...(hasBody && { body: "{}" }) };
        return (await world.ask(placeOf(row), request)).status;
      };
      const open = row.access === "public" || row.access === "optional";
      expect(await ask({})).toBe(open ? 200 : 401);
      expect(await ask(await bearer("member"))).toBe(row.access === "admin" ? 403 : 200);
      expect(await ask(await bearer("admin"))).toBe(200);
      const reached = row.access === "admin" ? 1 : open ? 3 : 2;
      expect(await world.calls(row.to.toLowerCase())).toHaveLength(reached);
    },
  );
});

describe("gateway table: a body that streams", () => {
  const LIMIT = 20 * 1024 * 1024;
  const send = async (bytes: number, headers: Record<string, string>) => {
    let left = bytes;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const size = Math.min(left, 512 * 1024);
        left -= size;
        if (size > 0) controller.enqueue(new Uint8Array(size).fill(97));
        else controller.close();
      },
    });
    const init = { method: "POST", headers, body, duplex: "half" };
    const answer = await world.ask("/api/media", init as RequestInit);
    const code = answer.ok ? null : ((await answer.json()) as { code: string }).code;
    return { status: answer.status, code };
  };

  test("arrives whole, and one byte over its limit is 413 without a stated length", async () => {
    const admin = await bearer("admin");
    expect((await send(3_000_000, admin)).status).toBe(200);
    const [call] = await world.calls("images");
    expect(call?.body.length).toBe(3_000_000);
    expect(await send(LIMIT + 1, admin)).toMatchObject({ status: 413, code: "body_too_large" });
  });

  test.each([
    ["a caller without the right", "member", 1_000, 403],
    ["a stated length over the limit", "admin", LIMIT + 1, 413],
  ])("%s is refused before a byte of it has arrived", async (_name, role, length, status) => {
    const { authorization } = await bearer(role);
    const answer = await raw(
      world.port,
      `POST /api/media HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nAuthorization: ${authorization}\r\nContent-Length: ${length}\r\n\r\n`,
    );
    expect(answer.status).toBe(status);
    expect(await world.calls("images")).toHaveLength(0);
  });
});

describe("auth 4, 68, attacks 72, 76, 81: paths that are not the path", () => {
  test.each([
    ...["/nothing", "//api/home", "/api//home", "/api/home/", "/API/home", "/api/home;x"],
    ...[
      "/api/%6come",
      "/api/%68ome",
      "/api/members/..%2finternal/credentials",
      "/internal/credentials",
    ],
    ...["//internal", "/__admin", "/api/me;.js", "/api/home%0a.css", "/api/auth/%6cogin", "/LOGIN"],
    ...["/api/members/%2e%2e/%2e%2e/internal", "/api/members/..\\..\\internal", "/api/homes", "/"],
  ])("%s is 404 and reaches nobody", async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('"code":"not_found"');
    expect(answer.text).toMatch(/cache-control: no-store/i);
    expect(await allCalls()).toEqual([]);
  });

  test.each([
    ...[
      "/api/home/x",
      "/api/auth",
      "/api/auth/x",
      "/api/products/x/y",
      "/api/media/x",
      "/api/screens",
    ],
    ...["/api/members/me/x", "/api/members/x/x", "/api/admin/catalog", "/api/admin/catalog/x"],
  ])("%s is below a known path and has no operation: 404 for anyone", async (path) => {
    for (const headers of [{}, await bearer("admin")]) {
      const answer = await world.ask(path, { headers });
      expect([answer.status, await codeOf(answer)]).toEqual([404, "not_found"]);
    }
    expect(await allCalls()).toEqual([]);
  });

  test("an absolute-form target names the same path and no other host", async () => {
    const answer = await get("http://evil.example/internal/credentials");
    expect([400, 404]).toContain(answer.status);
    expect(await allCalls()).toEqual([]);
  });
});

describe("gateway: methods", () => {
  test.each([
    ["DELETE", "/api/home", "GET, HEAD"],
    ["GET", "/api/auth/logout", "POST"],
    ["PUT", "/api/members", "GET, HEAD, POST"],
    ["POST", "/health", "GET, HEAD"],
    ["DELETE", "/.well-known/jwks.json", "GET, HEAD"],
    ["POST", "/docs", "GET, HEAD"],
    ["PUT", "/openapi.json", "GET, HEAD"],
    ["POST", "/errors/not_found", "GET, HEAD"],
  ])("%s %s is 405 with Allow", async (method, path, allow) => {
    const answer = await world.ask(path, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
    expect(await codeOf(answer)).toBe("method_not_allowed");
    expect(await allCalls()).toEqual([]);
  });

  test("attack 80: TRACE runs nothing, and an override header means nothing", async () => {
    expect((await get("/api/home", "", "TRACE")).status).toBeGreaterThanOrEqual(400);
    expect(await allCalls()).toEqual([]);
    await world.ask("/api/home", { headers: { "x-http-method-override": "DELETE" } });
    expect(await world.calls("bff")).toMatchObject([{ method: "GET" }]);
  });

  test.each(["/api/home", "/api/products", "/health", "/openapi.json"])(
    "HEAD %s answers as GET does, without a body",
    async (path) => {
      const answer = await world.ask(path, { method: "HEAD" });
      expect([answer.status, await answer.text()]).toEqual([200, ""]);
      expect(answer.headers.get("content-type")).toContain("application/json");
    },
  );
});

describe("auth 65, gateway 41, attacks 74, 75, 82: what enters", () => {
  test("platform headers, hop-by-hop headers and cookies stop here; others travel", async () => {
    const forged = [
      ...["X-User-Id: mem_1", "x_user_id: mem_1", "X-USER-ID: mem_2", "X-Role: admin"],
      ...[
        "X-Middleware-Subrequest: middleware",
        "X-Forwarded-For: 1.1.1.1",
        "X-Forwarded-Host: evil",
      ],
      ...["Forwarded: for=1.1.1.1", "X-Real-IP: 1.1.1.1", "True-Client-IP: 1.1.1.1"],
      ...["X-Original-URL: /internal", "X-Deadline: 1", "Idempotency-Attempt: 9", "Cookie: a=b"],
      ...["TE: trailers", "X-Kept: yes", "CF-Connecting-IP: 9.9.9.9"],
      ...["X-Internal-Client-Prefix: 8.8.8.8/32", "X-Internal-Client-Country: XX"],
      "X-Catalog-Generation: 99",
    ];
    const answer = await get("/api/home", `${forged.join("\r\n")}\r\n`);
    expect(answer.status).toBe(200);
    const [call] = await world.calls("bff");
    expect(Object.keys(call?.headers ?? {}).sort()).toEqual(
      [
        ...["x-internal-client-prefix", "traceparent", "x-deadline", "x-kept", "x-request-id"],
        // The gateway's own word.
        "x-catalog-generation",
      ].sort(),
    );
    expect(call?.headers["x-catalog-generation"]).not.toBe("99");
    expect(call?.headers).toMatchObject({
      "x-internal-client-prefix": "9.9.9.9/32",
      "x-kept": "yes",
    });
    expect(Number(call?.headers["x-deadline"])).toBeGreaterThan(Date.now());
  });

  test("a verified token travels; an invalid one on a public read, and a foreign scheme, do not", async () => {
    const good = await bearer();
    await world.ask("/api/products", { headers: good });
    await world.ask("/api/products", { headers: { authorization: "Bearer a.b.c" } });
    await world.ask("/api/products", { headers: { authorization: "Basic dXNlcjpwdw==" } });
    const sent = (await world.calls("catalog")).map((call) => call.headers.authorization);
    expect(sent).toEqual([good.authorization, undefined, undefined]);
  });

  test("the service key travels to auth, and to nobody else", async () => {
    const headers = { authorization: "Basic c2VydmljZTprZXk=" };
    await world.ask("/api/auth/login", { method: "POST", body: "{}", headers });
    expect((await world.calls("auth"))[0]?.headers.authorization).toBe(headers.authorization);
    expect((await world.ask("/api/members", { headers })).status).toBe(401);
    expect(await world.calls("member")).toEqual([]);
  });

  test("register hands its key on, checked and in one spelling, and nothing of auth is stored", async () => {
    redis.commands.length = 0;
    const register = (headers: Record<string, string>) =>
      world.ask("/api/auth/register", { method: "POST", body: "{}", headers });
    for (const name of ["x-idempotency-key", "idempotency-key"]) {
      const answer = await register({ [name]: '"short"' });
      expect([answer.status, answer.headers.get("idempotency-status")]).toEqual([200, null]);
    }
    expect((await register({ "idempotency-key": "a,b" })).status).toBe(400);
    const keys = (await world.calls("auth")).map((call) => call.headers["idempotency-key"]);
    expect(keys).toEqual(['"short"', '"short"']);
    expect(redis.commands).toEqual([]);
  });

  test("gateway 45: a trace goes on under the same id, a broken one begins anew", async () => {
    const id = "0af7651916cd43dd8448eb211c80319c";
    await world.ask("/api/home", { headers: { traceparent: `00-${id}-b7ad6b7169203331-01` } });
    await world.ask("/api/home", { headers: { traceparent: "00-zz-1-01" } });
    const [one, two] = await world.calls("bff");
    expect(one?.headers.traceparent).toMatch(
      new RegExp(`^00-${id}-(?!b7ad6b7169203331)[0-9a-f]{16}-01$`),
    );
    expect(two?.headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});

describe("auth 3, gateway 23, attack 52: bodies", () => {
  const limit = 16 * 1024;
  const post = (framing: string, body: string) =>
    raw(
      world.port,
      `POST /api/auth/login HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n${framing}\r\n\r\n${body}`,
    );
  const chunked = (size: number) => `${size.toString(16)}\r\n${"x".repeat(size)}\r\n0\r\n\r\n`;

  test("exactly the limit passes and one byte more is 413, announced or in chunks", async () => {
    expect((await post(`Content-Length: ${limit}`, "x".repeat(limit))).status).toBe(200);
    expect((await post("Transfer-Encoding: chunked", chunked(limit))).status).toBe(200);
    await world.forget();
    const announced = await post(`Content-Length: ${limit + 1}`, "x".repeat(limit + 1));
    expect([announced.status, announced.text.includes("body_too_large")]).toEqual([413, true]);
    expect((await post("Transfer-Encoding: chunked", chunked(limit + 1))).status).toBe(413);
    expect(await world.calls("auth")).toEqual([]);
  });

  test("a Content-Length that lies or is none smuggles nothing", async () => {
    const second = "GET /api/home HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n";
    for (const framing of ["Content-Length: abc", "Content-Length: -1"]) {
      expect((await post(framing, "{}")).status).toBe(400);
    }
    await post("Content-Length: 4\r\nTransfer-Encoding: chunked", `0\r\n\r\n${second}`);
    await post("Content-Length: 100", "{}");
    const bodies = (await world.calls("auth")).map((call) => call.body);
    expect(bodies.every((body) => body === "")).toBe(true);
  });

  test("a body where none is due is 413", async () => {
    const body = "Content-Length: 1\r\n";
    const answer = await raw(
      world.port,
      `GET /api/home HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n${body}\r\nx`,
    );
    expect(answer.status).toBe(413);
  });
});

describe("auth 70, attack 82: other origins", () => {
  test("a shop's page may read, ask with its headers, and see the markers", async () => {
    const headers = { origin: SHOP, "access-control-request-method": "POST" };
    const preflight = await world.ask("/api/members", { method: "OPTIONS", headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe(SHOP);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("idempotency-key");
    const answer = await world.ask("/api/home", { headers: { origin: SHOP } });
    expect(answer.headers.get("access-control-allow-origin")).toBe(SHOP);
    expect(answer.headers.get("access-control-expose-headers")).toContain("idempotency-status");
    expect(answer.headers.get("vary")).toContain("Origin");
  });

  test.each([EVIL, "null", `${SHOP}.evil.example`, SHOP.replace("https", "http"), `${SHOP}:444`])(
    "%s may not, also where the Worker behind would let it",
    async (origin) => {
      const order = {
        headers: { "access-control-allow-origin": "*", "access-control-allow-credentials": "true" },
      };
      for (const path of ["/api/home", "/nothing", "/api/members"]) {
        const answer = await world.ask(path, { order, headers: { origin } });
        expect(answer.headers.get("access-control-allow-origin")).toBeNull();
        expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
        expect(answer.headers.get("vary")).toContain("Origin");
      }
    },
  );

  test("no answer repeats a forged host", async () => {
    const headers = { "x-forwarded-host": "evil.example", "x-host": "evil.example", origin: EVIL };
    for (const path of ["/nothing", "/docs", "/openapi.json", "/errors/not_found"]) {
      const answer = await world.ask(path, { headers });
      expect(`${await answer.text()}${JSON.stringify([...answer.headers])}`).not.toContain("evil");
    }
  });
});

describe("auth 69: personal answers", () => {
  test.each([{ "cache-control": "public, max-age=60" }, { "cache-control": "max-age=60" }, {}])(
    "%j never lets a shared cache keep one",
    async (headers) => {
      const order = { headers: headers as Record<string, string> };
      const mine = await world.ask("/api/home", { order, headers: await bearer() });
      expect(mine.headers.get("cache-control")).toBe("no-store");
    },
  );

  test("a public one, and one that is private already, keep what their Worker said", async () => {
    const order = { headers: { "cache-control": "public, max-age=60" } };
    const open = await world.ask("/api/home", { order });
    expect(open.headers.get("cache-control")).toBe("public, max-age=60");
    const own = { headers: { "cache-control": "private, max-age=5" } };
    const mine = await world.ask("/api/home", { order: own, headers: await bearer() });
    expect(mine.headers.get("cache-control")).toBe("private, max-age=5");
  });
});

describe("gateway 27: problems", () => {
  test("say what, where and whether to try again, and are never cached", async () => {
    const answer = await world.ask("/api/members?secret=1", {
      headers: { "x-request-id": "req-12345678" },
    });
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.json()).toEqual({
      type: "/errors/token_missing",
      title: expect.any(String),
      status: 401,
      instance: "/api/members",
      code: "token_missing",
      requestId: "req-12345678",
      retryable: false,
    });
    expect((await world.ask("/errors/token_missing")).status).toBe(200);
  });

  test("auth 2: a Worker that breaks shows nothing of why", async () => {
    // A row that is kept would answer with what it has.
    const answer = await world.ask("/api/auth/health", { order: { throws: true } });
    expect(answer.status).toBe(502);
    expect(await answer.text()).not.toContain("stand-in");
  });
});

describe("gateway: health", () => {
  const deep = (authorization?: string) =>
    world.ask("/health?deep=1", authorization ? { headers: { authorization } } : {});

  test("is open when shallow; deep, it needs the operator's token and not a member's", async () => {
    expect(await (await world.ask("/health")).json()).toEqual({ status: "ok", service: "gateway" });
    expect((await deep()).status).toBe(401);
    expect((await deep(`Bearer ${"x".repeat(43)}`)).status).toBe(401);
    expect((await deep((await bearer("admin")).authorization)).status).toBe(401);
    expect((await deep(`Basic ${OPERATOR_TOKEN}`)).status).toBe(401);
    expect(await allCalls()).toEqual([]);
  });

  test("asks every Worker once in 5 s, however often it is asked", async () => {
    const answers = [
      await deep(`Bearer ${OPERATOR_TOKEN}`),
      await deep(`Bearer ${OPERATOR_TOKEN}`),
    ];
    const state = { status: "ok", latencyMs: expect.any(Number) };
    for (const answer of answers) {
      expect(await answer.json()).toEqual({
        status: "ok",
        service: "gateway",
        services: Object.fromEntries(BINDINGS.map((name) => [name.toLowerCase(), state])),
      });
    }
    expect((await allCalls()).map((call) => new URL(call.url).pathname)).toEqual(
      Array(BINDINGS.length).fill("/health"),
    );
  });
});

describe("auth 38: the key set", () => {
  test("is public, cacheable, and holds no private member", async () => {
    const answer = await world.ask("/.well-known/jwks.json");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
    const text = await answer.text();
    expect(JSON.parse(text)).toEqual(JSON.parse(minter.jwks));
    for (const key of (JSON.parse(text) as { keys: object[] }).keys)
      expect(key).not.toHaveProperty("d");
  });
});

describe("gateway: documents", () => {
  test("the page needs no other host, and its policy forbids one", async () => {
    const page = await world.ask("/docs");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).not.toMatch(/(src|href)="(https?:)?\/\//);
    for (const file of ["swagger-ui.css", "swagger-ui.js", "start.js"]) {
      expect((await world.ask(`/docs/${file}`)).status).toBe(200);
    }
    expect((await world.ask("/docs/other.js")).status).toBe(404);
  });
});
