/** (c) oRPC: a contract and its router; strict JSON, problems, HEAD and 405 are laid around it, since it reads bodies and writes errors itself. */
import type { Failure } from "@edgemart/contracts/result";
import { createApp, problem, refuseMethod } from "@edgemart/worker-kit/create-app";
import { presentedKey } from "@edgemart/worker-kit/presented-key";
import { fieldErrors, strictJson } from "@edgemart/worker-kit/validate";
import { oc, ValidationError } from "@orpc/contract";
import { OpenAPIHandler } from "@orpc/openapi/fetch";
import { implement, ORPCError } from "@orpc/server";
import type { Context } from "hono";
import { z } from "zod";
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

const detailed = oc.route({ inputStructure: "detailed", outputStructure: "detailed" });
const Tag = z.object({ etag: z.string() });
export const contract = {
  list: detailed
    .route({ method: "GET", path: "/api/things" })
    .input(z.object({ query: ListQuery }))
    .output(z.object({ body: ThingPage })),
  create: detailed
    .route({ method: "POST", path: "/api/things", successStatus: 201 })
    .input(z.object({ body: ThingInput }))
    .output(z.object({ body: Thing, headers: Tag.extend({ location: z.string() }) })),
  read: detailed
    .route({ method: "GET", path: "/api/things/{id}" })
    .input(z.object({ params: Params, query: ReadQuery }))
    .output(z.object({ body: Thing, headers: Tag })),
  replace: detailed
    .route({ method: "PUT", path: "/api/things/{id}" })
    .input(
      z.object({
        params: Params,
        headers: z.object({ "if-match": z.string().optional() }),
        body: ThingInput,
      }),
    )
    .output(z.object({ body: Thing, headers: Tag })),
};

/** An expected failure on its way through a library that knows exceptions only. */
class Expected extends Error {
  failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}
interface Asked {
  c: Context;
  /** Set by the interceptor; read when the library has made its own answer. */
  failure?: Failure;
}

const os = implement(contract).$context<Asked>();
const tagged = (thing: Thing) => ({ body: thing, headers: { etag: `"${thing.version}"` } });
const router = os.router({
  list: os.list.handler(({ input }) => ({ body: listThings(input.query) })),
  create: os.create.handler(({ input, context }) => {
    const key = presentedKey(context.c.req);
    if (!key.ok) throw new Expected(key.error);
    const made = createThing(input.body, key.value);
    const { body, headers } = tagged(made);
    return { body, headers: { ...headers, location: `/api/things/${made.id}` } };
  }),
  read: os.read.handler(({ input }) => {
    const found = readThing(input.params.id);
    if (!found.ok) throw new Expected(found.error);
    return tagged(found.value);
  }),
  replace: os.replace.handler(({ input }) => {
    const changed = replaceThing(input.body, input.headers["if-match"]);
    if (!changed.ok) throw new Expected(changed.error);
    return tagged(changed.value);
  }),
});

const handler = new OpenAPIHandler(router, {
  interceptors: [
    async ({ next, context }) => {
      try {
        return await next();
      } catch (thrown) {
        const failure = failureOf(thrown);
        if (!failure) throw thrown;
        context.failure = failure;
        throw new ORPCError("BAD_REQUEST");
      }
    },
  ],
});

/** All inputs are judged at once: the first place says the code. */
function failureOf(thrown: unknown): Failure | null {
  if (thrown instanceof Expected) return thrown.failure;
  if (!(thrown instanceof ORPCError && thrown.cause instanceof ValidationError)) return null;
  const issues = thrown.cause.issues as z.core.$ZodIssue[];
  const at = (place: string) =>
    issues
      .filter(({ path }) => path[0] === place)
      .map((issue) => ({ ...issue, path: issue.path.slice(1) }));
  if (at("params").length > 0) return { code: "not_found" };
  if (at("query").length > 0) return { code: "invalid_query", errors: fieldErrors(at("query")) };
  return { code: "validation_failed", errors: fieldErrors(at("body")) };
}

/** Methods of each path, from the contract: the library's router keeps them to itself. */
const METHODS = Map.groupBy(Object.values(contract), (each) => each["~orpc"].route.path ?? "");
function methodsAt(path: string): string[] {
  for (const [template, operations] of METHODS) {
    const pattern = new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`);
    if (!pattern.test(path)) continue;
    const methods = operations.map((each) => each["~orpc"].route.method ?? "POST");
    return methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  }
  return [];
}

const app = createApp({ service: "surface", readConfig: () => ({}) });
// One bound for all bodies: which operation is asked is decided inside the library, after the body has been read.
app.on(["POST", "PUT"], "/api/*", strictJson(BODY_BYTES_MAX));
app.all("/api/*", async (c) => {
  const isHead = c.req.method === "HEAD";
  const request = isHead ? new Request(c.req.raw, { method: "GET" }) : c.req.raw;
  const context: Asked = { c };
  const { matched, response } = await handler.handle(request, { context });
  if (context.failure) return problem(c, context.failure);
  if (matched) return isHead ? new Response(null, response) : response;
  const allow = methodsAt(c.req.path);
  return allow.length > 0 ? refuseMethod(c, allow) : problem(c, { code: "not_found" });
});

export default bench(app);
