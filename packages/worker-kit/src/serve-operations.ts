/**
 * Makes a Worker's routes from the operations of its contract and a table of handlers.
 *
 * Validation, the terms of a write, HEAD, OPTIONS and 405 follow from the operations. An operation without a handler, or
 * a handler without an operation, does not compile. @see docs/decisions/0028
 */
import type {
  Operation,
  OperationGroups,
  Operations,
  OperationsIn,
} from "@edgemart/contracts/operation";
import type { Failure } from "@edgemart/contracts/result";
import type { Context, Env, Hono, MiddlewareHandler } from "hono";
import type { z } from "zod";
import { problem, refuseMethod } from "./create-app.ts";
import { type AnswerTo, type Reply, respond } from "./reply.ts";
import { strictJson, validJson, validParam, validQuery } from "./validate.ts";
import { isKeyedWrite, type KeyedWrite, readWrite, type Write } from "./write-terms.ts";

/** What a handler is given: the request's input, parsed and typed by its operation. Null where it takes none. */
export interface Asked<Op extends Operation> {
  params: Op extends { params: infer Schema extends z.ZodType } ? z.output<Schema> : null;
  /** Every value of each name where `queryRepeats`. */
  query: Op extends { queryRepeats: true }
    ? Record<string, string[]>
    : Op extends { query: infer Schema extends z.ZodType }
      ? z.output<Schema>
      : null;
  /** Null for a body that is not JSON: its handler reads the request's stream. */
  body: Op extends { bodyType: string }
    ? null
    : Op extends { body: infer Schema extends z.ZodType }
      ? z.output<Schema>
      : null;
  /** Of a member's write that takes a key or a version: who writes, on which version, under which key. */
  write: Op extends KeyedWrite ? Write : null;
}

/** Answers one operation: a reply of its contract, an expected failure, or a response of its own making. */
export type Handler<Op extends Operation, E extends Env> = (
  c: Context<E>,
  asked: Asked<Op>,
) => AnswerTo<Op> | Promise<AnswerTo<Op>>;

/** One handler for each operation, under the operation's id. */
export type Handlers<Ops extends Operations, E extends Env> = {
  readonly [Id in keyof Ops]: Handler<Ops[Id], E>;
};

/**
 * Adds the routes of groups of operations to an app.
 *
 * @param groups   the Worker's operations, from its contract
 * @param handlers one for each
 * @param stepsOf  what an operation passes before its handler: who may ask, then `inputSteps`
 */
export function serveOperations<E extends Env, Groups extends OperationGroups>(
  app: Hono<E>,
  groups: Groups,
  handlers: OperationsIn<Groups> extends infer Ops extends Operations ? Handlers<Ops, E> : never,
  stepsOf: (operation: Operation) => MiddlewareHandler[],
): void {
  // Guarantee of the cast: the type of `handlers` says that it has one for every id.
  const byId = handlers as unknown as Record<string, AnyHandler>;
  const all = Object.values(groups).flatMap((group) => Object.values(group));
  const byPath = Map.groupBy(all, ({ path }) => path);
  for (const path of [...byPath.keys()].sort(literalFirst)) {
    const here = byPath.get(path) ?? [];
    const route = path.replaceAll(/\{(\w+)\}/g, ":$1");
    for (const operation of here) {
      const handle = byId[operation.id];
      if (!handle) throw new Error(`no handler for ${operation.id}`);
      const steps = stepsOf(operation) as MiddlewareHandler<E>[];
      app.on(operation.method, [route], ...steps, (c) => answer(c, operation, handle));
    }
    app.all(route, (c) => refuseMethod(c, methodsOf(here)));
  }
}

/**
 * Makes the checks of an operation's input, in the usual order.
 *
 * @param readBody largest JSON body in bytes, or the Worker's own way to read one
 */
export function inputSteps(
  operation: Operation,
  readBody: number | MiddlewareHandler,
): MiddlewareHandler[] {
  const { params, query, queryRepeats, body, bodyType } = operation;
  return [
    ...(params ? [validParam(params)] : []),
    ...(query && !queryRepeats ? [validQuery(query)] : []),
    ...(body && !bodyType
      ? [typeof readBody === "number" ? strictJson(readBody) : readBody, validJson(body)]
      : []),
  ];
}

type AnyHandler = (
  c: Context,
  asked: Record<keyof Asked<Operation>, unknown>,
) => AnyAnswer | Promise<AnyAnswer>;
type AnyAnswer = Reply | { ok: false; error: Failure } | Response;

async function answer(c: Context, operation: Operation, handle: AnyHandler): Promise<Response> {
  const { params, query, queryRepeats, body, bodyType } = operation;
  const parsed = body && !bodyType ? validated(c, "json") : null;
  const write = isKeyedWrite(operation) ? readWrite(c, operation, parsed) : null;
  if (write && !write.ok) return problem(c, write.error);
  const asked = {
    params: params ? validated(c, "param") : null,
    query: queryRepeats ? c.req.queries() : query ? validated(c, "query") : null,
    body: parsed,
    write: write?.value ?? null,
  };
  return respond(c, await handle(c, asked));
}

/** What a validator of `inputSteps` has left; its type is the schema's, as `Asked` says. */
function validated(c: Context, target: "json" | "param" | "query"): unknown {
  return c.req.valid(target as never);
}

/** `/a/me` is taken before `/a/{id}`. */
function literalFirst(a: string, b: string): number {
  const [left, right] = [a, b].map((path) => path.replaceAll("{", "\u{10ffff}")) as [
    string,
    string,
  ];
  return left < right ? -1 : 1;
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

function methodsOf(operations: readonly Operation[]): string[] {
  const taken = METHODS.filter((name) => operations.some(({ method }) => method === name));
  return taken.flatMap((name) => (name === "get" ? ["GET", "HEAD"] : [name.toUpperCase()]));
}
