/** What every answer of every Worker has, whatever goes wrong. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { configReader } from "./config.ts";
import { createApp, later, methodNotAllowed, type RequestFacts } from "./create-app.ts";
import { DeadlineError } from "./deadline.ts";

beforeEach(() => {
  // What is logged is no part of the laws below.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

const failures: Record<string, () => never> = {
  bug: () => {
    throw new TypeError("secret");
  },
  late: () => {
    throw new DeadlineError("secret");
  },
  store: () => {
    throw new Error("store");
  },
};
const facts: RequestFacts[] = [];
const app = createApp({
  service: "test",
  readConfig: configReader(z.object({ A: z.string().default("a") })),
  depsOf: (_config, request) => void facts.push(request),
  isOutage: (thrown) => thrown instanceof Error && thrown.message === "store",
  healthPath: "/api/test/health",
});
for (const [name, fail] of Object.entries(failures)) app.get(`/fail/${name}`, fail);
app
  .get("/set", (c) =>
    c.body("x", 200, { "cache-control": "public", "x-content-type-options": "nosniff" }),
  )
  .get("/two", (c) => c.text("x"))
  .post("/two", (c) => c.text("x"))
  .delete("/strict", (c) => c.text("x"))
  .all("/strict", methodNotAllowed("DELETE"))
  .get("/later", (c) => {
    later(c, Promise.resolve());
    return c.text("x");
  });

const ask = (path: string, init: RequestInit = {}, env: object = {}) =>
  app.request(path, init, env);

describe("every answer", () => {
  test("has the request's id, is not kept and not sniffed", async () => {
    const answer = await ask("/two", { headers: { "x-request-id": "req-12345678" } });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "x-request-id": "req-12345678",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
  });

  test("has an id of its own without one", async () => {
    const ids = [await ask("/two"), await ask("/none")].map(
      (answer) => answer.headers.get("x-request-id") ?? "",
    );
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => /^[A-Za-z0-9_-]{8,64}$/.test(id))).toBe(true);
  });

  test("may say itself how long it is kept", async () => {
    expect((await ask("/set")).headers.get("cache-control")).toBe("public");
  });

  test("asks for https where it travels over it", async () => {
    const header = async (url: string) => (await ask(url)).headers.has("strict-transport-security");
    expect([await header("https://a/two"), await header("http://a/two")]).toEqual([true, false]);
  });
});

describe("what goes wrong is a problem", () => {
  test.each([
    ["/fail/bug", 500, "internal"],
    ["/fail/late", 504, "deadline_exceeded"],
    ["/fail/store", 503, "temporarily_unavailable"],
    ["/none", 404, "not_found"],
  ])("%s is %i %s, and says nothing of the cause", async (path, status, code) => {
    const answer = await ask(path);
    const text = await answer.text();
    expect([answer.status, JSON.parse(text).code, text.includes("secret")]).toEqual([
      status,
      code,
      false,
    ]);
    expect(JSON.parse(text).instance).toBe(path);
    expect(JSON.parse(text).requestId).toBe(answer.headers.get("x-request-id"));
  });

  test("a wrong environment is 503, and that answer is finished like any other", async () => {
    const answer = await ask("/two", {}, { A: 1 });
    expect([answer.status, ((await answer.json()) as { code?: string }).code]).toEqual([
      503,
      "temporarily_unavailable",
    ]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("two hosts are 400", async () => {
    const answer = await ask("/two", { headers: { host: "a, b" } });
    expect([answer.status, ((await answer.json()) as { code?: string }).code]).toEqual([
      400,
      "invalid_request",
    ]);
  });

  test("without a judge of outages what is thrown is a bug", async () => {
    const plain = createApp({ service: "plain", readConfig: () => ({}) });
    plain.get("/", failures.store as () => never);
    expect((await plain.request("/", {}, {})).status).toBe(500);
  });
});

describe("methods", () => {
  test.each([
    ["/two", "PUT", 405, "GET, HEAD, POST"],
    ["/two", "OPTIONS", 204, "GET, HEAD, POST, OPTIONS"],
    ["/strict", "GET", 405, "DELETE"],
    ["/strict", "OPTIONS", 405, "DELETE"],
  ])("%s %s: %i with Allow: %s", async (path, method, status, allow) => {
    const answer = await ask(path, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([status, allow]);
  });
});

describe("health", () => {
  test("is answered under both addresses", async () => {
    for (const path of ["/health", "/api/test/health"]) {
      expect(await (await ask(path)).json()).toEqual({ status: "ok", service: "test" });
    }
  });

  test("may be answered by the Worker itself, and has one address without a second", async () => {
    const own = createApp({
      service: "own",
      readConfig: () => ({}),
      health: (c) => c.text("mine"),
    });
    expect(await (await own.request("/health", {}, {})).text()).toBe("mine");
    expect((await own.request("/api/test/health", {}, {})).status).toBe(404);
  });
});

describe("dependencies", () => {
  test("are chosen once per request, from what the request is", async () => {
    facts.length = 0;
    await ask("http://a/two?b=c", { headers: { "x-request-id": "req-12345678", accept: "x/y" } });
    expect(facts).toHaveLength(1);
    const [known] = facts;
    expect([known?.requestId, known?.url, known?.header("Accept"), known?.header("b")]).toEqual([
      "req-12345678",
      "http://a/two?b=c",
      "x/y",
      undefined,
    ]);
    expect(known?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);
    expect(() => known?.later(Promise.resolve())).not.toThrow();
  });

  test("work after the answer is handed to the runtime, and to nothing without one", async () => {
    const handed: Promise<unknown>[] = [];
    const execution = {
      waitUntil: (work: Promise<unknown>) => void handed.push(work),
      passThroughOnException() {},
      props: {},
    };
    await app.fetch(new Request("http://a/later"), {}, execution as never);
    expect(handed).toHaveLength(1);
    expect((await ask("/later")).status).toBe(200);
  });
});
