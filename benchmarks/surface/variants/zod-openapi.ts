/** (b) @hono/zod-openapi: routes as data with their schemas; strict JSON, keys and versions stay middlewares and handlers of ours. */
import { createApp, problem } from "@edgemart/worker-kit/create-app";
import { presentedKey } from "@edgemart/worker-kit/presented-key";
import { fieldErrors, strictJson } from "@edgemart/worker-kit/validate";
import { createRoute, type Hook, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context, Env } from "hono";
import { bench } from "./bench.ts";
import {
  BODY_BYTES_MAX,
  createThing,
  ListQuery,
  listThings,
  Params,
  ReadQuery,
  readThing,
  replaceThing,
  Thing,
  ThingInput,
  ThingPage,
} from "./things.ts";

/** Its own hook gets all targets; which one failed says the code. */
const defaultHook: Hook<unknown, Env, string, unknown> = (result, c) => {
  if (result.success) return;
  const errors = fieldErrors(result.error.issues);
  if (result.target === "param") return problem(c, { code: "not_found" });
  return problem(c, {
    code: result.target === "query" ? "invalid_query" : "validation_failed",
    errors,
  });
};
const json = (schema: z.ZodType) => ({ "application/json": { schema } });
const answer = (schema: z.ZodType) => ({ description: "Done", content: json(schema) });
const body = { content: { "application/json": { schema: ThingInput } }, required: true };

const list = createRoute({
  method: "get",
  path: "/api/things",
  request: { query: ListQuery },
  responses: { 200: answer(ThingPage) },
});
const create = createRoute({
  method: "post",
  path: "/api/things",
  middleware: [strictJson(BODY_BYTES_MAX)] as const,
  request: { body },
  responses: { 201: answer(Thing) },
});
const read = createRoute({
  method: "get",
  path: "/api/things/{id}",
  request: { params: Params, query: ReadQuery },
  responses: { 200: answer(Thing) },
});
const replace = createRoute({
  method: "put",
  path: "/api/things/{id}",
  middleware: [strictJson(BODY_BYTES_MAX)] as const,
  request: { params: Params, body, headers: z.object({ "if-match": z.string().optional() }) },
  responses: { 200: answer(Thing) },
});

// A handler may answer a problem, which no route lists: their type is wider than the library's.
const things = new OpenAPIHono({ defaultHook });
things.openapi(list, (c) => c.json(listThings(c.req.valid("query")), 200));
things.openapi(create, (c): never => {
  const key = presentedKey(c.req);
  if (!key.ok) return problem(c, key.error) as never;
  const made = createThing(c.req.valid("json"), key.value);
  c.header("location", `/api/things/${made.id}`);
  return send(c, made, 201) as never;
});
things.openapi(read, (c): never => {
  const found = readThing(c.req.valid("param").id);
  return (found.ok ? send(c, found.value, 200) : problem(c, found.error)) as never;
});
things.openapi(replace, (c): never => {
  const changed = replaceThing(c.req.valid("json"), c.req.valid("header")["if-match"]);
  return (changed.ok ? send(c, changed.value, 200) : problem(c, changed.error)) as never;
});

function send(c: Context, thing: Thing, status: 200 | 201): Response {
  c.header("etag", `"${thing.version}"`);
  return c.json(thing, status);
}

const app = createApp({ service: "surface", readConfig: () => ({}) });
app.route("/", things);

export default bench(app);
