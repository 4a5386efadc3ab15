/** Who is let through behind the gateway: a verified member, an administrator, somebody who has just given the password. */
import type { Identity } from "@edgemart/contracts/identity";
import type { MemberLookupRpc, Standing } from "@edgemart/contracts/member-lookup";
import { Hono } from "hono";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from "jose";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createApp } from "./create-app.ts";
import type { TrustedIssuer } from "./identity.ts";
import { newId } from "./ids.ts";
import { requireAdmin } from "./require-admin.ts";
import {
  isFresh,
  requireAdminToken,
  requireFreshAuth,
  requireIdentity,
} from "./require-identity.ts";

const MEMBER = newId("member");
const identityOf = (more: Partial<Identity> = {}): Identity => ({
  ...{
    memberId: MEMBER,
    sessionId: newId("session"),
    role: "admin",
    amr: ["pwd", "otp"],
    authTime: 0,
    issuedAt: 0,
    expiresAt: 0,
  },
  ...more,
});
const codeOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as { code?: string }).code,
];

describe("a token", () => {
  let app: Hono;
  let sign: (age?: number) => Promise<string>;
  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair("Ed25519");
    const { kty, crv, x } = (await exportJWK(publicKey)) as {
      kty: "OKP";
      crv: "Ed25519";
      x: string;
    };
    const kid = await calculateJwkThumbprint({ kty, crv, x });
    const keys = [{ kty, crv, x, kid, use: "sig" as const, alg: "EdDSA" as const }];
    const trust: TrustedIssuer = { AUTH_JWKS: { keys }, AUTH_ISSUER: "i", AUTH_AUDIENCE: "a" };
    const made = createApp({ service: "test", readConfig: () => trust });
    made.get("/", requireIdentity as never, (c) =>
      c.json((c.var as unknown as { identity: Identity }).identity),
    );
    app = made as unknown as Hono;
    sign = (age = 0) => {
      const at = Math.floor(Date.now() / 1000) - age;
      const times = { iat: at, nbf: at, exp: at + 300, auth_time: at };
      return new SignJWT({
        iss: "i",
        aud: "a",
        sub: MEMBER,
        sid: newId("session"),
        jti: "j",
        role: "member",
        ver: 1,
        amr: [],
        ...times,
      })
        .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid })
        .sign(privateKey);
    };
  });
  const ask = (authorization?: string) =>
    app.request("/", authorization === undefined ? {} : { headers: { authorization } }, {});

  test("lets its member through", async () => {
    const answer = await ask(`Bearer ${await sign()}`);
    expect([answer.status, ((await answer.json()) as Identity).memberId]).toEqual([200, MEMBER]);
  });

  test.each([
    [undefined, 401, "token_missing"],
    ["Basic x", 401, "token_invalid"],
    ["Bearer a.b.c", 401, "token_invalid"],
    ["Bearer a, Bearer b", 400, "invalid_request"],
  ])("%s is %i %s", async (authorization, status, code) => {
    expect(await codeOf(await ask(authorization))).toEqual([status, code]);
  });

  test("that is over says so", async () => {
    expect(await codeOf(await ask(`Bearer ${await sign(600)}`))).toEqual([401, "token_expired"]);
  });
});

describe("a right", () => {
  const answerOf = (identity: Identity, check: unknown, method = "GET") => {
    const app = new Hono();
    app.use(async (c, next) => {
      c.set("identity" as never, identity as never);
      c.set("config" as never, {} as never);
      c.set("requestId" as never, "req-12345678" as never);
      await next();
    });
    app.all("/", check as never, (c) => c.json({ code: "through" }));
    return app.request("/", { method });
  };

  test("of an administrator is what the token says, where that is enough", async () => {
    expect(await codeOf(await answerOf(identityOf(), requireAdminToken))).toEqual([200, "through"]);
    expect(await codeOf(await answerOf(identityOf({ role: "member" }), requireAdminToken))).toEqual(
      [403, "forbidden"],
    );
  });

  test("that needs a fresh proof is there for 15 minutes, to the second", async () => {
    expect([
      isFresh(identityOf({ authTime: 100 }), 1_000),
      isFresh(identityOf({ authTime: 100 }), 1_001),
    ]).toEqual([true, false]);
    const now = Math.floor(Date.now() / 1000);
    expect(await codeOf(await answerOf(identityOf({ authTime: now }), requireFreshAuth))).toEqual([
      200,
      "through",
    ]);
    expect(
      await codeOf(await answerOf(identityOf({ authTime: now - 1_000 }), requireFreshAuth)),
    ).toEqual([401, "reauthentication_required"]);
  });

  describe("to write is decided by member on the row of now", () => {
    const asked: unknown[] = [];
    const lookup = (standing: Standing | null | Error): MemberLookupRpc => ({
      async standing(memberId, call) {
        asked.push([memberId, call.requestId]);
        if (standing instanceof Error) throw standing;
        return standing;
      },
    });
    const write = (
      standing: Standing | null | Error,
      method = "POST",
      role: "admin" | "member" = "admin",
    ) => {
      asked.length = 0;
      vi.spyOn(console, "error").mockImplementation(() => undefined);
      return answerOf(
        identityOf({ role }),
        requireAdmin(() => lookup(standing)),
        method,
      );
    };
    const admin: Standing = { role: "admin", status: "active" };

    test.each([
      [admin, 200, "through"],
      [{ role: "member", status: "active" } as const, 403, "forbidden"],
      [{ role: "admin", status: "disabled" } as const, 401, "token_invalid"],
      [null, 401, "token_invalid"],
      [new Error("away"), 503, "temporarily_unavailable"],
    ])("%j: %i %s", async (standing, status, code) => {
      expect(await codeOf(await write(standing))).toEqual([status, code]);
      expect(asked).toEqual([[MEMBER, "req-12345678"]]);
    });

    test("without an answer it may be repeated in a second", async () => {
      expect((await write(new Error("away"))).headers.get("retry-after")).toBe("1");
    });

    test("a read is decided on the token, and member is not asked", async () => {
      for (const method of ["GET", "HEAD"]) expect((await write(null, method)).status).toBe(200);
      expect(asked).toEqual([]);
    });

    test("a member's token is refused before member is asked", async () => {
      expect(await codeOf(await write(admin, "POST", "member"))).toEqual([403, "forbidden"]);
      expect(asked).toEqual([]);
    });
  });
});
