/** The Hono app every Worker begins with: request id, configuration, health, problems for everything that goes wrong. */
import { HEADER } from "@edgemart/contracts/headers";
import type { Identity } from "@edgemart/contracts/identity";
import type { Failure } from "@edgemart/contracts/result";
import { type Context, type Env, Hono } from "hono";
import { ConfigError } from "./config.ts";
import { isDeadline } from "./deadline.ts";
import { log, reasonOf } from "./log.ts";
import { problemResponse } from "./problem.ts";
import { isWellAddressed, pathOf } from "./request-target.ts";
import { continueTrace, requestIdFrom } from "./trace.ts";
import { secureTransport } from "./transport-security.ts";
import { versionOf } from "./version.ts";

/** What every request of a Worker carries in its Hono context. */
export interface AppVariables<Config, Deps = unknown> {
  config: Config;
  /** Made once per request, from the configuration. */
  deps: Deps;
  requestId: string;
  traceparent: string;
}
/** The Hono environment of a Worker. `Extra` types what its own middleware sets. */
export interface AppEnv<Config, Deps = unknown, Extra extends object = object> {
  Bindings: object;
  Variables: AppVariables<Config, Deps> & Extra;
}
/** The environment of a Worker whose members are checked with `requireIdentity` before any handler runs. */
export type MemberAppEnv<Config, Deps, Extra extends object = object> = AppEnv<
  Config,
  Deps,
  { identity: Identity } & Extra
>;

/** What of a request the choice of dependencies may read. */
export interface RequestFacts {
  requestId: string;
  traceparent: string;
  /** The address asked for. */
  url: string;
  header(name: string): string | undefined;
  /** Lets work go on after the answer. */
  later(work: Promise<unknown>): void;
}

interface AppOptions<Config, Deps> {
  /** Name in `/health` and in log lines. */
  service: string;
  readConfig(env: object): Config;
  /** The composition root; handlers find what it makes in `c.var.deps`. Cheap: it runs once per request. */
  depsOf?(config: Config, request: RequestFacts): Deps;
  /** Tells whether a thrown error means that a data store is unavailable: 503 instead of 500. */
  isOutage?(thrown: unknown): boolean;
  /** A second address of the health check, below the Worker's public prefix. */
  healthPath?: string;
  /** Answers `/health` in place of the plain "ok". */
  health?(c: Context): Response | Promise<Response>;
}

/** Builds the app; routes are added to it. `Extra` types what a Worker's own middleware sets. */
export function createApp<Config, Deps = unknown, Extra extends object = object>(
  options: AppOptions<Config, Deps>,
): Hono<AppEnv<Config, Deps, Extra>> {
  const app = new Hono<AppEnv<Config>>();
  app.use(async function context(c, next) {
    c.set("requestId", requestIdFrom(c.req.header(HEADER.requestId)));
    c.set("traceparent", continueTrace(c.req.header(HEADER.traceparent)));
    await next();
    finish(c.res.headers, c.get("requestId"), c.req.url);
  });
  // A middleware of its own: an answer to a wrong environment is finished like any other.
  app.use(async function config(c, next) {
    if (!isWellAddressed(c.req.raw)) return problem(c, { code: "invalid_request" });
    const read = options.readConfig(c.env);
    c.set("config", read);
    c.set("deps", options.depsOf?.(read, factsOf(c)));
    await next();
  });
  app.notFound((c) => {
    const allow = methodsAt(app, c.req.path);
    return allow.length > 0 ? refuseMethod(c, allow) : problem(c, { code: "not_found" });
  });
  app.onError((thrown, c) => {
    log("error", `${options.service}.failed`, {
      requestId: c.get("requestId"),
      path: c.req.path,
      version: versionOf(c.env),
      reason: reasonOf(thrown),
    });
    if (thrown instanceof ConfigError) return problem(c, { code: "temporarily_unavailable" });
    // A Worker that calls another's silence an outage says so: what it answers does not hang on whose clock was first.
    if (options.isOutage?.(thrown)) return problem(c, { code: "temporarily_unavailable" });
    return problem(c, { code: isDeadline(thrown) ? "deadline_exceeded" : "internal" });
  });
  const health = options.health ?? ((c) => c.json({ status: "ok", service: options.service }));
  for (const path of ["/health", options.healthPath].filter((path) => path !== undefined)) {
    app.get(path, (c) => health(c));
  }
  // `Extra` names variables that the Worker's own middleware sets before anything reads them.
  return app as unknown as Hono<AppEnv<Config, Deps, Extra>>;
}

function factsOf(c: Context): RequestFacts {
  return {
    // Guarantee of the casts: the first middleware has set both.
    requestId: c.get("requestId") as string,
    traceparent: c.get("traceparent") as string,
    url: c.req.url,
    header: (name) => c.req.header(name),
    later: (work) => later(c, work),
  };
}

/** Lets work go on after the answer; without a runtime around the app it runs on by itself. */
export function later(c: Context, work: Promise<unknown>): void {
  let execution: { waitUntil(work: Promise<unknown>): void };
  try {
    execution = c.executionCtx;
  } catch {
    return; // Hono throws when there is none
  }
  execution.waitUntil(work);
}

/** What every answer says. Set only where it is missing: an answer passed on from another Worker cannot be changed. */
function finish(headers: Headers, requestId: string, url: string): void {
  secureTransport(headers, url);
  if (headers.get(HEADER.requestId) !== requestId) headers.set(HEADER.requestId, requestId);
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  if (headers.get("x-content-type-options") !== "nosniff") {
    headers.set("x-content-type-options", "nosniff");
  }
}

/** Answers with the problem of a failure at this request's path. */
export function problem(
  c: Context,
  failure: Failure,
  headers: Record<string, string> = {},
): Response {
  const place = {
    requestId: (c.get("requestId") as string | undefined) ?? requestIdFrom(null),
    instance: pathOf(c.req.url),
  };
  return problemResponse(failure, place, headers);
}

/** Answers 405 with the methods the path takes; placed after the routes of the path. */
export function methodNotAllowed(...allow: string[]) {
  return (c: Context) => problem(c, { code: "method_not_allowed" }, { allow: allow.join(", ") });
}

/** Answers a door's method that an address does not take: OPTIONS with what it takes, every other with 405. @see RFC 9110 §9.3.7, §15.5.6 */
export function refuseMethod(c: Context, allow: readonly string[]): Response {
  if (c.req.method !== "OPTIONS") return methodNotAllowed(...allow)(c);
  return c.body(null, 204, { allow: [...allow, "OPTIONS"].join(", ") });
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Methods that routes of a path were added for; what was added for all methods is middleware. */
function methodsAt<E extends Env>(app: Hono<E>, path: string): string[] {
  const taken = METHODS.filter((method) =>
    app.router.match(method, path)[0].some(([[, route]]) => route.method === method),
  );
  return taken.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
}
