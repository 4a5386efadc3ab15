/** Auth's HTTP surface as a list. */
import { createApp } from "@edgemart/worker-kit/create-app";
import type { ExecutionContext } from "hono";
import { depsOf } from "./deps.ts";
import { type AuthConfig, readAuthConfig } from "./env.ts";
import { type Deps, Unavailable } from "./ports.ts";
import { addAccountOperations } from "./routes/account-operations.ts";
import { callerOf } from "./routes/caller.ts";
import type { AuthVariables } from "./routes/context.ts";
import { addOperations } from "./routes/operations.ts";
import { keepNoted } from "./verbs/keep-audit.ts";

/** @see specs/auth.md item 1 */
const SECURITY_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
};

/**
 * Builds the app; every answer carries the security headers, also those to unknown paths and of a broken environment.
 *
 * @param makeDeps chooses implementations
 */
export function createAuthApp(makeDeps: (config: AuthConfig) => Deps = depsOf) {
  const app = createApp<AuthConfig, unknown, AuthVariables>({
    service: "auth",
    readConfig: readAuthConfig,
    isOutage: (thrown) => thrown instanceof Unavailable,
    healthPath: "/api/auth/health",
  });
  app.use(async function dependencies(c, next) {
    const deps = makeDeps(c.var.config);
    c.set("deps", deps);
    c.set("caller", callerOf(c, deps.now()));
    await next();
    keepNoted(deps, c.var.caller);
  });
  addOperations(app);
  addAccountOperations(app);
  return {
    async fetch(request: Request, env: object, ctx?: ExecutionContext): Promise<Response> {
      return secured(await app.fetch(request, env, ctx));
    },
  };
}

function secured(response: Response): Response {
  const answer = new Response(response.body, response);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) answer.headers.set(name, value);
  if (answer.headers.get("content-type") === "application/json") {
    answer.headers.set("content-type", "application/json; charset=utf-8");
  }
  return answer;
}
