/** What a Worker's routes get from the operations of its contract. The compiler's part is proved by `@ts-expect-error`. */
import { operations } from "@edgemart/contracts/operation";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { type Context, Hono } from "hono";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type AppEnv, createApp } from "./create-app.ts";
import { memberSteps } from "./member-steps.ts";
import { removed, reply, tagged, versioned, written } from "./reply.ts";
import { type Handler, inputSteps, serveOperations } from "./serve-operations.ts";

const Thing = z.object({ name: z.string(), version: z.int() });
const one = z.object({ id: z.string().regex(/^t\d$/) });
const groups = {
  things: operations("Things", {
    readThing: {
      method: "get",
      path: "/things/{id}",
      summary: "Read",
      credential: "none",
      params: one,
      responses: { 200: Thing },
      headers: ["ETag"],
      errors: [],
    },
    readMine: {
      method: "get",
      path: "/things/mine",
      summary: "Read the caller's",
      credential: "none",
      query: z.object({ lang: z.enum(["ko", "en"]) }),
      responses: { 200: z.object({ lang: z.string() }) },
      headers: ["ETag"],
      errors: [],
    },
    search: {
      method: "get",
      path: "/search",
      summary: "Search",
      credential: "none",
      query: z.object({ tag: z.string() }),
      queryRepeats: true,
      responses: { 200: z.object({ tags: z.array(z.string()) }) },
      errors: [],
    },
    replaceThing: {
      method: "put",
      path: "/things/{id}",
      summary: "Replace",
      credential: "bearer",
      idempotency: "optional",
      ifMatch: true,
      params: one,
      body: z.strictObject({ name: z.string().min(1) }),
      responses: { 200: Thing },
      headers: ["ETag"],
      errors: [],
    },
    removeThing: {
      method: "delete",
      path: "/things/{id}",
      summary: "Remove",
      credential: "bearer",
      idempotency: "required",
      params: one,
      responses: { 204: null },
      errors: [],
    },
  }),
};
type TestEnv = AppEnv<object, undefined, { identity: { memberId: string; role: string } }>;
type Route<Id extends keyof typeof groups.things> = Handler<(typeof groups.things)[Id], TestEnv>;

const readThing: Route<"readThing"> = (_c, { params }) =>
  params.id === "t9" ? err("not_found") : versioned(200, { name: params.id, version: 3 });
const readMine: Route<"readMine"> = (_c, { query }) => tagged({ lang: query.lang });
const search: Route<"search"> = (_c, { query }) => reply(200, { tags: query.tag ?? [] });
const replaceThing: Route<"replaceThing"> = (_c, { body, write }) =>
  versioned(200, { name: `${body.name} by ${write.viewer.memberId}`, version: 4 });
const removeThing: Route<"removeThing"> = () => reply(204, null);
const handlers = { readThing, readMine, search, replaceThing, removeThing };

/** An app whose members are known by the header `x-member`. */
function appOf() {
  const app = createApp<object, undefined, TestEnv["Variables"]>({
    service: "test",
    readConfig: () => ({}),
  });
  app.use(async (c, next) => {
    c.set("identity", { memberId: c.req.header("x-member") ?? "mem_1", role: "member" });
    await next();
  });
  serveOperations(app as unknown as Hono<TestEnv>, groups, handlers, (each) =>
    inputSteps(each, 64),
  );
  return app;
}
const app = appOf();
const ask = (path: string, init: RequestInit = {}) => app.request(path, init);
const put = (body: unknown, headers: Record<string, string> = {}) =>
  ask("/things/t1", {
    method: "PUT",
    headers: { "content-type": "application/json", "if-match": '"3"', ...headers },
    body: JSON.stringify(body),
  });
async function said(asked: Response | Promise<Response>) {
  const answer = await asked;
  return [answer.status, ((await answer.json()) as { code?: string }).code];
}

describe("addresses and methods follow from the operations", () => {
  test("a literal segment is taken before a parameter, whatever was written first", async () => {
    expect(await (await ask("/things/mine?lang=ko")).json()).toEqual({ lang: "ko" });
  });

  test.each([
    ["/things/t1", "POST", "GET, HEAD, PUT, DELETE"],
    ["/things/mine", "PUT", "GET, HEAD"],
    ["/search", "DELETE", "GET, HEAD"],
  ])("%s refuses %s with 405 and Allow: %s", async (path, method, allow) => {
    const answer = await ask(path, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
  });

  test("OPTIONS says what an address takes", async () => {
    const answer = await ask("/things/t1", { method: "OPTIONS" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([
      204,
      "GET, HEAD, PUT, DELETE, OPTIONS",
    ]);
  });

  test("HEAD is the GET without its body", async () => {
    const answer = await ask("/things/t1", { method: "HEAD" });
    expect([answer.status, answer.headers.get("etag"), await answer.text()]).toEqual([
      200,
      '"3"',
      "",
    ]);
  });

  test("a path that no operation has is 404", async () => {
    expect((await ask("/things")).status).toBe(404);
  });
});

describe("input follows from the operations", () => {
  test("a parameter of another form is 404", async () => {
    expect(await said(ask("/things/x"))).toEqual([404, "not_found"]);
  });

  test("a wrong query is 400", async () => {
    expect(await said(ask("/things/mine?lang=fr"))).toEqual([400, "invalid_query"]);
  });

  test("a query that repeats reaches its handler with every value, unjudged", async () => {
    expect(await (await ask("/search?tag=a&tag=b")).json()).toEqual({ tags: ["a", "b"] });
  });

  test.each([
    [{ name: "" }, 422, "validation_failed"],
    [{ name: "a", more: 1 }, 422, "validation_failed"],
    [{ name: "a".repeat(80) }, 413, "body_too_large"],
    [[], 400, "invalid_body"],
  ])("a body %j is %i %s", async (body, status, code) => {
    expect(await said(put(body))).toEqual([status, code]);
  });

  test("a body of another type is 415", async () => {
    const answer = ask("/things/t1", { method: "PUT", headers: { "if-match": "*" }, body: "{}" });
    expect(await said(answer)).toEqual([415, "unsupported_media_type"]);
  });
});

describe("a member's write has its terms", () => {
  test("its handler knows who writes", async () => {
    const answer = await put({ name: "b" }, { "x-member": "mem_7" });
    expect(await answer.json()).toEqual({ name: "b by mem_7", version: 4 });
  });

  test("without the version it is based on it is 428", async () => {
    const headers = { "content-type": "application/json" };
    const answer = ask("/things/t1", { method: "PUT", headers, body: '{"name":"b"}' });
    expect(await said(answer)).toEqual([428, "precondition_required"]);
  });

  test("two different keys are 400", async () => {
    const keys = { "idempotency-key": "one", "x-idempotency-key": "two" };
    expect(await said(put({ name: "b" }, keys))).toEqual([400, "idempotency_key_ambiguous"]);
  });

  test("one that demands a key is 400 without", async () => {
    expect(await said(ask("/things/t1", { method: "DELETE" }))).toEqual([
      400,
      "idempotency_key_missing",
    ]);
    const keyed = { method: "DELETE", headers: { "idempotency-key": "k" } };
    expect((await ask("/things/t1", keyed)).status).toBe(204);
  });
});

describe("replies", () => {
  test("a tagged read answers 304 to the one who has its bytes, in every form of the header", async () => {
    const tag = (await ask("/things/mine?lang=ko")).headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[0-9a-f]{24}"$/);
    for (const header of [tag, `W/${tag}`, `"x", ${tag}`, "*"]) {
      const again = await ask("/things/mine?lang=ko", { headers: { "if-none-match": header } });
      expect([again.status, again.headers.get("etag")]).toEqual([304, tag]);
    }
    const other = await ask("/things/mine?lang=en", { headers: { "if-none-match": tag } });
    expect(other.status).toBe(200);
  });

  test("a write answers the thing under its version, or why nothing was written", () => {
    const thing = { name: "a", version: 4 };
    expect(written(201, ok(thing))).toEqual({ status: 201, body: thing, headers: { etag: '"4"' } });
    expect(written(201, err("not_found"))).toEqual(err("not_found"));
  });

  test("a removal answers 204 without a body, or why nothing was removed", () => {
    expect(removed(ok(true))).toEqual({ status: 204, body: null, headers: {} });
    expect(removed(err("still_used"))).toEqual(err("still_used"));
  });

  test("an expected failure is its problem", async () => {
    expect(await said(ask("/things/t9"))).toEqual([404, "not_found"]);
  });
});

describe("who may ask", () => {
  const isAdmin = async () => undefined;
  const names = (more: object) =>
    memberSteps({ ...groups.things.readThing, ...more } as never, isAdmin).map(({ name }) => name);

  test("an operation without a member's token has no check of one", () => {
    for (const credential of ["none", "optional", "service", "operator"]) {
      expect(names({ credential, right: "admin", fresh: true })).toEqual([]);
    }
  });

  test("identity comes before the right, the right before freshness", () => {
    expect(names({ credential: "bearer" })).toEqual(["requireIdentity"]);
    expect(names({ credential: "bearer", right: "own" })).toEqual(["requireIdentity"]);
    expect(names({ credential: "bearer", right: "admin", fresh: true })).toEqual([
      "requireIdentity",
      "isAdmin",
      "requireFreshAuth",
    ]);
  });
});

describe("what does not compile", () => {
  const serve = (_run: () => void) => undefined;
  const at = (app: Hono<TestEnv>) => app;

  test("an operation without a handler, and a handler without an operation", () => {
    const { removeThing: _, ...fewer } = handlers;
    // @ts-expect-error removeThing has no handler
    serve(() => serveOperations(at(new Hono()), groups, fewer, () => []));
    serve(() =>
      // @ts-expect-error `unknown` is no operation
      serveOperations(at(new Hono()), groups, { ...handlers, unknown: removeThing }, () => []),
    );
    expect(() => serveOperations(new Hono(), groups, {} as never, () => [])).toThrow(
      /no handler for/,
    );
  });

  test("an error code that the operation neither names nor implies", () => {
    // @ts-expect-error it writes nothing, so it has no version to be stale on
    const read: Route<"readThing"> = () => err("precondition_failed");
    // @ts-expect-error nor when a verb's result may hold it
    const verb: Route<"removeThing"> = () => removed(err("email_taken") as Result<null>);
    const implied: Route<"replaceThing"> = () => err("idempotency_key_reused");
    expect([read, verb, implied]).toHaveLength(3);
  });

  test("a status, a body or a missing header that the contract does not have", () => {
    // @ts-expect-error 201 is no answer of readThing
    const status: Route<"readThing"> = () => versioned(201, { name: "a", version: 1 });
    // @ts-expect-error a name is a text
    const body: Route<"readThing"> = () => versioned(200, { name: 1, version: 1 });
    // @ts-expect-error the answer has a tag
    const header: Route<"readThing"> = () => reply(200, { name: "a", version: 1 });
    // @ts-expect-error it takes no body
    const input: Route<"removeThing"> = (_c: Context<TestEnv>, { body }) => reply(body.x, null);
    expect([status, body, header, input]).toHaveLength(4);
  });
});
