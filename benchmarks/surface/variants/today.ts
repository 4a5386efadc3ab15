/** (a) Hono, @hono/zod-validator and the kit's middlewares: one list of routes next to the list of operations. */
import { createApp, methodNotAllowed, problem } from "@edgemart/worker-kit/create-app";
import { presentedKey } from "@edgemart/worker-kit/presented-key";
import { strictJson, validJson, validParam, validQuery } from "@edgemart/worker-kit/validate";
import type { Context } from "hono";
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
  type Thing,
  ThingInput,
} from "./things.ts";

const app = createApp({ service: "surface", readConfig: () => ({}) });
app
  .get("/api/things", validQuery(ListQuery), (c) => c.json(listThings(c.req.valid("query"))))
  .post("/api/things", strictJson(BODY_BYTES_MAX), validJson(ThingInput), (c) => {
    const key = presentedKey(c.req);
    if (!key.ok) return problem(c, key.error);
    const made = createThing(c.req.valid("json"), key.value);
    c.header("location", `/api/things/${made.id}`);
    return send(c, made, 201);
  })
  .all("/api/things", methodNotAllowed("GET", "HEAD", "POST"))
  .get("/api/things/:id", validParam(Params), validQuery(ReadQuery), (c) => {
    const found = readThing(c.req.valid("param").id);
    return found.ok ? send(c, found.value, 200) : problem(c, found.error);
  })
  .put(
    "/api/things/:id",
    validParam(Params),
    strictJson(BODY_BYTES_MAX),
    validJson(ThingInput),
    (c) => {
      const changed = replaceThing(c.req.valid("json"), c.req.header("if-match"));
      return changed.ok ? send(c, changed.value, 200) : problem(c, changed.error);
    },
  )
  .all("/api/things/:id", methodNotAllowed("GET", "HEAD", "PUT"));

function send(c: Context, thing: Thing, status: 200 | 201): Response {
  c.header("etag", `"${thing.version}"`);
  return c.json(thing, status);
}

export default bench(app);
