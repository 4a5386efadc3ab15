/** (d) hono-openapi: today's routes, described by middlewares that stand among them; not contract-first. */
import { createApp, problem } from "@edgemart/worker-kit/create-app";
import { presentedKey } from "@edgemart/worker-kit/presented-key";
import { fieldErrors, strictJson } from "@edgemart/worker-kit/validate";
import type { Context, ValidationTargets } from "hono";
import { describeRoute, resolver, validator } from "hono-openapi";
import type { z } from "zod";
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

const CODES = { param: "not_found", query: "invalid_query", json: "validation_failed" } as const;

function valid<S extends z.ZodType, T extends keyof typeof CODES & keyof ValidationTargets>(
  target: T,
  schema: S,
) {
  return validator(target, schema, (result, c) => {
    if (result.success) return;
    // Standard Schema's issues: the vendor's own code is not among what they promise.
    const errors = fieldErrors(result.error as readonly z.core.$ZodIssue[]);
    return problem(c, { code: CODES[target], ...(target !== "param" && { errors }) });
  });
}
const said = (schema: z.ZodType, status: 200 | 201 = 200) =>
  describeRoute({
    responses: {
      [status]: {
        description: "Done",
        content: { "application/json": { schema: resolver(schema) } },
      },
    },
  });

const app = createApp({ service: "surface", readConfig: () => ({}) });
app
  .get("/api/things", said(ThingPage), valid("query", ListQuery), (c) =>
    c.json(listThings(c.req.valid("query"))),
  )
  .post(
    "/api/things",
    said(Thing, 201),
    strictJson(BODY_BYTES_MAX),
    valid("json", ThingInput),
    (c) => {
      const key = presentedKey(c.req);
      if (!key.ok) return problem(c, key.error);
      const made = createThing(c.req.valid("json"), key.value);
      c.header("location", `/api/things/${made.id}`);
      return send(c, made, 201);
    },
  )
  .get("/api/things/:id", said(Thing), valid("param", Params), valid("query", ReadQuery), (c) => {
    const found = readThing(c.req.valid("param").id);
    return found.ok ? send(c, found.value, 200) : problem(c, found.error);
  })
  .put(
    "/api/things/:id",
    said(Thing),
    valid("param", Params),
    strictJson(BODY_BYTES_MAX),
    valid("json", ThingInput),
    (c) => {
      const changed = replaceThing(c.req.valid("json"), c.req.header("if-match"));
      return changed.ok ? send(c, changed.value, 200) : problem(c, changed.error);
    },
  );

function send(c: Context, thing: Thing, status: 200 | 201): Response {
  c.header("etag", `"${thing.version}"`);
  return c.json(thing, status);
}

export default bench(app);
