/** Laws of signing in. */

import { SessionTokens } from "@edgemart/contracts/auth";
import { addressPrefix } from "@edgemart/contracts/client-address";
import { verifyAccessToken } from "@edgemart/worker-kit/identity";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, test } from "vitest";
import { START_MS, type TestAuth, testAuth } from "../../test/fakes.ts";
import { pepperedPassword } from "../core/password-scheme.ts";

const PASSWORD = "correct horse battery";
const LOGIN = { email: "mina@example.com", password: PASSWORD };

/** Puts an account behind the fake, under any stored form. */
async function withMember(
  auth: TestAuth,
  change: { status?: "disabled"; stored?: string | null; role?: "admin" } = {},
) {
  const created = await auth.post("register", {
    email: LOGIN.email,
    password: PASSWORD,
    name: "Kim",
  });
  expect(created.status).toBe(201);
  const row = auth.members.rows.get(LOGIN.email);
  if (!row) throw new Error("the account was not made");
  if (change.stored !== undefined) row.passwordHash = change.stored;
  row.member = { ...row.member, status: change.status ?? "active", role: change.role ?? "member" };
  auth.hasher.calls = 0;
  auth.audit.length = 0;
  return row.member;
}
const tokensOf = async (response: Response) => SessionTokens.parse(await response.json());
/** A problem without what differs between any two requests. */
async function answer(response: Response) {
  const { requestId: _, ...problem } = (await response.json()) as Record<string, unknown>;
  const headers = [...response.headers].filter(([name]) => name !== "x-request-id");
  return { status: response.status, problem, headers };
}

describe("auth 17: a successful sign-in", () => {
  test("answers exactly the contract, and nothing secret of the member", async () => {
    const auth = testAuth();
    const member = await withMember(auth);
    const response = await auth.post("login", LOGIN);
    const body = (await response.json()) as Record<string, unknown>;
    expect(Object.keys(body).sort()).toEqual([
      "accessToken",
      "deviceToken",
      "expiresIn",
      "member",
      "refreshExpiresIn",
      "refreshToken",
      "session",
      "tokenType",
    ]);
    expect(body.member).toEqual({
      id: member.id,
      email: LOGIN.email,
      name: "Kim",
      role: "member",
      emailVerified: false,
    });
    expect(body.expiresIn).toBe(300);
    expect(auth.hasher.calls).toBe(1);
    expect(auth.audit.map(({ event }) => event)).toEqual([
      "authn_token_created",
      "authn_login_success",
    ]);
  });

  test("auth 32: the token's header and claims are exactly those listed, and every verifier takes it", async () => {
    const auth = testAuth();
    const member = await withMember(auth);
    const { accessToken, session } = await tokensOf(await auth.post("login", LOGIN));
    const now = START_MS / 1000;
    expect(decodeProtectedHeader(accessToken)).toEqual({
      alg: "EdDSA",
      typ: "at+jwt",
      kid: auth.config.AUTH_SIGNING_KEY.kid,
    });
    expect(decodeJwt(accessToken)).toEqual({
      ...{
        iss: "https://auth.edgemart.local",
        aud: "edgemart-api",
        sub: member.id,
        sid: session.id,
      },
      ...{ jti: expect.stringMatching(/^tok_/), iat: now, nbf: now, exp: now + 300 },
      ...{ mver: 1, era: 0 },
      ...{ role: "member", ver: 1, auth_time: now, amr: ["pwd"] },
    });
    expect(accessToken.length).toBeLessThan(1024);
    expect(await verifyAccessToken(accessToken, auth.config, now)).toMatchObject({ ok: true });
  });

  test("auth 21: every sign-in opens a new session", async () => {
    const auth = testAuth();
    await withMember(auth);
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await tokensOf(await auth.post("login", LOGIN))).session.id),
    );
    expect(new Set(ids).size).toBe(3);
  });

  test.each([
    ["member", false, 12 * 3600],
    ["member", true, 14 * 86_400],
    ["admin", true, 1800],
  ] as const)("auth 45: %s, remember %s may pause for %d s", async (role, remember, seconds) => {
    const auth = testAuth();
    await withMember(auth, role === "admin" ? { role } : {});
    const tokens = await tokensOf(await auth.post("login", { ...LOGIN, remember }));
    expect(tokens.refreshExpiresIn).toBe(seconds);
  });

  test("attack 58: the address's case does not matter", async () => {
    const auth = testAuth();
    await withMember(auth);
    expect((await auth.post("login", { ...LOGIN, email: "Mina@EXAMPLE.com" })).status).toBe(200);
  });

  test("attack 63: composed and decomposed spellings are one password", async () => {
    const auth = testAuth();
    const password = "caf\u00e9 cr\u00e8me br\u00fbl\u00e9e";
    await auth.post("register", { email: LOGIN.email, password, name: "Kim" });
    const response = await auth.post("login", { ...LOGIN, password: password.normalize("NFD") });
    expect(response.status).toBe(200);
  });
});

describe("auth 18, 20: one answer, one hash", () => {
  const H2 = "h2$k1$2b$04$";
  test("every way to fail answers the same bytes after exactly one hash", async () => {
    const ways: [string, { email?: string; password?: string }, { stored?: string | null }][] = [
      ["wrong password", { password: "wrong horse battery" }, {}],
      ["unknown e-mail", { email: "nobody@example.com" }, {}],
      ["malformed e-mail", { email: "' OR 1=1--" }, {}],
      ["no password on the account", {}, { stored: null }],
      ["attack 64: an empty hash", {}, { stored: "" }],
      ["attack 64: 60 x", {}, { stored: "x".repeat(60) }],
      ["an unknown pepper", {}, { stored: `h2$k9$2b$04$${"a".repeat(53)}` }],
      ["a hash of ruinous cost", {}, { stored: `$2b$31$${"a".repeat(53)}` }],
      ["a damaged h2", {}, { stored: `${H2}${"a".repeat(52)}` }],
      ["attack 61: NUL", { password: `${PASSWORD}\0x` }, {}],
      ["attack 61: a lone surrogate", { password: `${PASSWORD}\ud800` }, {}],
      ["an over-long password", { password: "a".repeat(5000) }, {}],
      ["an empty password", { password: "" }, {}],
    ];
    const answers = [];
    for (const [name, input, stored] of ways) {
      const auth = testAuth();
      await withMember(auth, stored);
      answers.push(await answer(await auth.post("login", { ...LOGIN, ...input })));
      expect([name, auth.hasher.calls]).toEqual([name, 1]);
    }
    for (const each of answers) expect(each).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 401, problem: { code: "invalid_credentials" } });
  });

  test("a disabled account is told so after a correct password only", async () => {
    const auth = testAuth();
    await withMember(auth, { status: "disabled" });
    const wrong = await auth.post("login", { ...LOGIN, password: "wrong horse battery" });
    const right = await auth.post("login", LOGIN);
    expect([wrong.status, right.status]).toEqual([401, 403]);
    expect(auth.sessions.world.sessions.size).toBe(1);
  });

  test("attack 64: a damaged hash raises an alert that holds neither hash nor address", async () => {
    const auth = testAuth();
    await withMember(auth, { stored: "x".repeat(60) });
    await auth.post("login", LOGIN);
    expect(auth.audit.map(({ event }) => event)).toContain("authn_credential_corrupt");
    expect(JSON.stringify(auth.audit)).not.toMatch(/xxxx|mina@/);
  });

  test("attack 60: passwords that differ in byte 73 are two passwords", async () => {
    const auth = testAuth();
    const long = "a1".repeat(36);
    await auth.post("register", { email: LOGIN.email, password: `${long}X`, name: "Kim" });
    expect((await auth.post("login", { ...LOGIN, password: `${long}Y` })).status).toBe(401);
    expect((await auth.post("login", { ...LOGIN, password: `${long}X` })).status).toBe(200);
  });

  test("an h2 hash under an earlier pepper still signs in", async () => {
    const auth = testAuth({
      AUTH_PEPPERS: JSON.stringify({ current: "k2", keys: { k1: key(1), k2: key(2) } }),
    });
    await withMember(auth);
    const old = auth.config.AUTH_PEPPERS.keys.get("k1") ?? new Uint8Array();
    const hash = await auth.hasher.hash(pepperedPassword(PASSWORD, old), 4);
    const row = auth.members.rows.get(LOGIN.email);
    if (row && hash.ok) row.passwordHash = `h2$k1${hash.value}`;
    expect((await auth.post("login", LOGIN)).status).toBe(200);
  });

  test("a legacy bcrypt hash signs in", async () => {
    const auth = testAuth();
    const hash = await auth.hasher.hash(PASSWORD, 4);
    await withMember(auth, { stored: hash.ok ? hash.value : null });
    expect((await auth.post("login", LOGIN)).status).toBe(200);
  });
});

describe("auth 25, 28: waiting", () => {
  const fail = (auth: TestAuth, email = LOGIN.email) =>
    auth.post("login", { email, password: "wrong horse battery" });
  test("five failures are free, then the account waits 1, 2, 4 … 900 s, unhashed, right or wrong", async () => {
    const auth = testAuth({ LOGIN_FAILURES_MAX: 1000 });
    await withMember(auth);
    for (let i = 0; i < 5; i++) expect((await fail(auth)).status).toBe(401);
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      auth.hasher.calls = 0;
      const refused = await auth.post("login", LOGIN);
      expect([refused.status, auth.hasher.calls]).toEqual([429, 0]);
      waits.push(Number(refused.headers.get("retry-after")));
      auth.clock.ms += (waits.at(-1) ?? 0) * 1000;
      expect((await fail(auth)).status).toBe(401);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  test("attack 67: an unknown account waits exactly like a known one", async () => {
    const seen = [];
    for (const email of [LOGIN.email, "nobody@example.com"]) {
      const auth = testAuth({ LOGIN_FAILURES_MAX: 1000 });
      await withMember(auth);
      const answers = [];
      for (let i = 0; i < 8; i++) answers.push(await answer(await fail(auth, email)));
      seen.push(answers);
    }
    expect(seen[1]).toEqual(seen[0]);
  });

  test("attack 68: a thousand addresses do not get more tries at one account", async () => {
    const auth = testAuth();
    await withMember(auth);
    for (let i = 0; i < 1000; i++) {
      await auth.post(
        "login",
        { ...LOGIN, password: "wrong horse battery" },
        { "x-internal-client-prefix": addressPrefix(`10.0.${i >> 8}.${i & 255}`) },
      );
    }
    expect(auth.hasher.calls).toBe(5);
  });

  test("auth 29: a success clears the failures of its account and address, and says that there were some", async () => {
    const auth = testAuth({ LOGIN_FAILURES_MAX: 5 });
    await withMember(auth);
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 4; i++) expect((await fail(auth)).status).toBe(401);
      expect((await auth.post("login", LOGIN)).status).toBe(200);
    }
    expect(auth.audit.filter(({ event }) => event === "authn_login_successafterfail")).toHaveLength(
      3,
    );
  });

  test("a full queue answers 503 and costs the caller no attempt", async () => {
    const auth = testAuth({ LOGIN_FAILURES_MAX: 1 });
    await withMember(auth);
    auth.hasher.busy = true;
    const busy = await auth.post("login", LOGIN);
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([503, "1"]);
    auth.hasher.busy = false;
    expect((await auth.post("login", LOGIN)).status).toBe(200);
  });
});

function key(fill: number): string {
  return Buffer.from(Array.from({ length: 32 }, (_, i) => i + fill)).toString("base64url");
}
