/** Operations of a signed-in member and of administrators: Bearer token, never the service key. */
import {
  PasswordChangeInput,
  PasswordResetInput,
  ReauthenticateInput,
  SignInEventQuery,
} from "@edgemart/contracts/auth";
import { MemberId, SessionId } from "@edgemart/contracts/ids";
import { methodNotAllowed, problem } from "@edgemart/worker-kit/create-app";
import { isFresh } from "@edgemart/worker-kit/require-identity";
import { validJson, validParam, validQuery } from "@edgemart/worker-kit/validate";
import type { Hono } from "hono";
import { z } from "zod";
import { type AdminAct, administer } from "../verbs/administer.ts";
import { changePassword } from "../verbs/change-password.ts";
import { endEveryone, endOwnSession, listSessions } from "../verbs/end-sessions.ts";
import { reauthenticate } from "../verbs/reauthenticate.ts";
import { resetPassword } from "../verbs/reset-password.ts";
import type { AuthAppEnv } from "./context.ts";
import {
  addressLimit,
  adminOnly,
  bearer,
  boundedBody,
  freshAuth,
  parsedBody,
  serviceKey,
} from "./gates.ts";

const BASE = "/api/auth";
const ACTS: readonly AdminAct[] = ["unlock", "end-sessions", "reset-link"];

/** Adds the operations; every other method of their paths answers 405. */
export function addAccountOperations(app: Hono<AuthAppEnv>): void {
  app.get(`${BASE}/sessions`, bearer, async (c) =>
    c.json({ items: await listSessions(c.var.deps, c.var.identity) }),
  );
  app.delete(`${BASE}/sessions/:id`, bearer, validParam(z.object({ id: SessionId })), async (c) => {
    const { caller, deps, identity } = c.var;
    const { id } = c.req.valid("param");
    // Leaving is free; showing others out needs a recent password (ASVS 7.5.2).
    if (id !== identity.sessionId && !isFresh(identity, Math.floor(deps.now() / 1000))) {
      return problem(c, { code: "reauthentication_required" });
    }
    const ended = await endOwnSession(deps, identity, id, caller);
    return ended ? c.body(null, 204) : problem(c, { code: "not_found" });
  });
  app.post(
    `${BASE}/reauthenticate`,
    boundedBody,
    bearer,
    addressLimit("login"),
    parsedBody,
    validJson(ReauthenticateInput),
    async (c) => {
      const { caller, deps, identity } = c.var;
      const proved = await reauthenticate(deps, identity, c.req.valid("json"), caller);
      return proved.ok ? c.json(proved.value) : problem(c, proved.error);
    },
  );
  app.post(
    `${BASE}/password/change`,
    boundedBody,
    bearer,
    freshAuth,
    addressLimit("login"),
    parsedBody,
    validJson(PasswordChangeInput),
    async (c) => {
      const { caller, deps, identity } = c.var;
      const changed = await changePassword(deps, identity, c.req.valid("json"), caller);
      return changed.ok ? c.json(changed.value) : problem(c, changed.error);
    },
  );
  app.post(
    `${BASE}/password/reset`,
    boundedBody,
    serviceKey,
    addressLimit("login"),
    parsedBody,
    validJson(PasswordResetInput),
    async (c) => {
      const reset = await resetPassword(c.var.deps, c.req.valid("json"), c.var.caller);
      return reset.ok ? c.body(null, 204) : problem(c, reset.error);
    },
  );
  app.get(`${BASE}/audit`, bearer, adminOnly, validQuery(SignInEventQuery), async (c) => {
    const { cursor, limit, member } = c.req.valid("query");
    const asked = { memberId: member ?? null, before: cursor ?? null, limit: limit + 1 };
    const found = await c.var.deps.auditStore.list(asked);
    const items = found.slice(0, limit);
    const nextCursor = found.length > limit ? (items.at(-1)?.id ?? null) : null;
    return c.json({ items, nextCursor });
  });
  app.all(`${BASE}/audit`, methodNotAllowed("GET", "HEAD"));
  app.post(`${BASE}/members/end-sessions`, bearer, adminOnly, freshAuth, async (c) => {
    await endEveryone(c.var.deps, c.var.identity, c.var.caller);
    return c.body(null, 204);
  });
  app.all(`${BASE}/members/end-sessions`, methodNotAllowed("POST"));
  for (const act of ACTS) {
    app.post(
      `${BASE}/members/:id/${act}`,
      bearer,
      adminOnly,
      freshAuth,
      validParam(z.object({ id: MemberId })),
      async (c) => {
        const { caller, deps, identity } = c.var;
        const done = await administer(deps, identity, act, c.req.valid("param").id, caller);
        if (!done.ok) return problem(c, done.error);
        return done.value ? c.json(done.value, 201) : c.body(null, 204);
      },
    );
    app.all(`${BASE}/members/:id/${act}`, methodNotAllowed("POST"));
  }
  app.all(`${BASE}/sessions`, methodNotAllowed("GET", "HEAD"));
  app.all(`${BASE}/sessions/:id`, methodNotAllowed("DELETE"));
  for (const path of ["reauthenticate", "password/change", "password/reset"]) {
    app.all(`${BASE}/${path}`, methodNotAllowed("POST"));
  }
}
