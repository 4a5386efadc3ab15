/** The five operations of auth: each reads its request, runs its verb and answers. */
import { LoginInput, LogoutInput, RefreshInput, VerifyInput } from "@edgemart/contracts/auth";
import { ANONYMOUS_KEY_CHARS_MIN } from "@edgemart/contracts/idempotency-key";
import { RegisterInput } from "@edgemart/contracts/member";
import { methodNotAllowed, problem } from "@edgemart/worker-kit/create-app";
import { presentedKey } from "@edgemart/worker-kit/presented-key";
import { validJson } from "@edgemart/worker-kit/validate";
import type { Hono } from "hono";
import { login } from "../verbs/login.ts";
import { logout } from "../verbs/logout.ts";
import { refresh } from "../verbs/refresh.ts";
import { register } from "../verbs/register.ts";
import { verify } from "../verbs/verify.ts";
import type { AuthAppEnv } from "./context.ts";
import { addressLimit, boundedBody, parsedBody, serviceKey } from "./gates.ts";

const BASE = "/api/auth";

/** Adds the operations; every other method of their paths answers 405. */
export function addOperations(app: Hono<AuthAppEnv>): void {
  app.post(
    `${BASE}/login`,
    boundedBody,
    serviceKey,
    addressLimit("login"),
    parsedBody,
    validJson(LoginInput),
    async (c) => {
      const signedIn = await login(c.var.deps, c.req.valid("json"), c.var.caller);
      return signedIn.ok ? c.json(signedIn.value) : problem(c, signedIn.error);
    },
  );
  app.post(
    `${BASE}/register`,
    boundedBody,
    serviceKey,
    addressLimit("register"),
    parsedBody,
    validJson(RegisterInput),
    async (c) => {
      const named = presentedKey(c.req, ANONYMOUS_KEY_CHARS_MIN);
      if (!named.ok) return problem(c, named.error);
      const made = await register(c.var.deps, c.req.valid("json"), named.value, c.var.caller);
      return made.ok ? c.json(made.value, 201) : problem(c, made.error);
    },
  );
  app.post(
    `${BASE}/refresh`,
    boundedBody,
    serviceKey,
    parsedBody,
    validJson(RefreshInput),
    async (c) => {
      const renewed = await refresh(c.var.deps, c.req.valid("json").refreshToken, c.var.caller);
      return renewed.ok ? c.json(renewed.value) : problem(c, renewed.error);
    },
  );
  app.post(
    `${BASE}/logout`,
    boundedBody,
    serviceKey,
    parsedBody,
    validJson(LogoutInput),
    async (c) => {
      await logout(c.var.deps, c.req.valid("json"), c.var.caller);
      return c.body(null, 204);
    },
  );
  app.post(
    `${BASE}/verify`,
    boundedBody,
    serviceKey,
    parsedBody,
    validJson(VerifyInput),
    async (c) => c.json(await verify(c.var.deps, c.req.valid("json").token)),
  );
  for (const name of ["login", "register", "refresh", "logout", "verify"]) {
    app.all(`${BASE}/${name}`, methodNotAllowed("POST"));
  }
  for (const path of ["/health", `${BASE}/health`]) app.all(path, methodNotAllowed("GET", "HEAD"));
}
