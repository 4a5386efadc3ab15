/** Laws of registering. */
import { RegisterOutput } from "@edgemart/contracts/auth";
import { describe, expect, test } from "vitest";
import { testAuth } from "../../test/fakes.ts";
import { Unavailable } from "../ports.ts";

const INPUT = { email: "Mina@Example.com", password: "correct horse battery", name: "Kim Mina" };
const code = async (response: Response) => ((await response.json()) as { code: string }).code;
const KEY = "0123456789abcdefghijk";

describe("auth 14, 15: register", () => {
  test("makes a member with an h2 hash and signs in", async () => {
    const auth = testAuth();
    const response = await auth.post("register", INPUT);
    const { member, tokens, code } = RegisterOutput.parse(await response.json());
    expect([response.status, code, member.email, member.role]).toEqual([
      201,
      undefined,
      INPUT.email,
      "member",
    ]);
    expect(tokens?.session.id).toMatch(/^ses_/);
    expect(auth.members.rows.get("mina@example.com")?.passwordHash).toMatch(
      /^h2\$k1\$2b\$04\$.{53}$/,
    );
    expect(auth.hasher.calls).toBe(1);
  });

  test("a taken address is 409 after one hash, in whatever spelling", async () => {
    const auth = testAuth();
    await auth.post("register", INPUT);
    auth.hasher.calls = 0;
    const again = await auth.post("register", { ...INPUT, email: "mina@EXAMPLE.com" });
    expect([again.status, await code(again), auth.hasher.calls]).toEqual([409, "email_taken", 1]);
  });

  test("auth 16: 100 parallel registers of one e-mail make exactly one member", async () => {
    const auth = testAuth({ REGISTRATIONS_MAX: 1000 });
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => auth.post("register", INPUT)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(auth.members.rows.size).toBe(1);
  });

  test("an address opens five accounts an hour", async () => {
    const auth = testAuth();
    const open = (i: number) => auth.post("register", { ...INPUT, email: `m${i}@example.com` });
    for (let i = 0; i < 5; i++) expect((await open(i)).status).toBe(201);
    auth.hasher.calls = 0;
    expect([(await open(5)).status, auth.hasher.calls]).toEqual([429, 0]);
    auth.clock.ms += 3_600_000;
    expect((await open(5)).status).toBe(201);
  });

  test("attack 91: a session that cannot be opened does not undo the account", async () => {
    const auth = testAuth();
    auth.deps.sessions.create = () => Promise.reject(new Unavailable("redis: away"));
    const response = await auth.post("register", INPUT);
    expect(response.status).toBe(201);
    expect(RegisterOutput.parse(await response.json())).toMatchObject({
      tokens: null,
      code: "login_required",
    });
    expect(auth.members.rows.size).toBe(1);
  });

  test("member unavailable: 503 and no attempt is counted", async () => {
    const auth = testAuth({ REGISTRATIONS_MAX: 1 });
    auth.down.members = true;
    expect((await auth.post("register", INPUT)).status).toBe(503);
    auth.down.members = false;
    expect((await auth.post("register", INPUT)).status).toBe(201);
  });
});

describe("auth 15: Idempotency-Key", () => {
  test.each(["idempotency-key", "x-idempotency-key"])(
    "a repeat under %s answers the member, never tokens",
    async (name) => {
      const auth = testAuth();
      const first = RegisterOutput.parse(
        await (await auth.post("register", INPUT, { [name]: KEY })).json(),
      );
      const repeat = await auth.post("register", INPUT, { [name]: `"${KEY}"` });
      expect(repeat.status).toBe(201);
      expect(await repeat.json()).toEqual({
        member: first.member,
        tokens: null,
        code: "login_required",
      });
      expect(auth.sessions.world.sessions.size).toBe(1);
    },
  );

  test("attack 92: the key of another account's registration shows nothing of it", async () => {
    const auth = testAuth();
    await auth.post("register", INPUT, { "idempotency-key": KEY });
    const other = await auth.post(
      "register",
      { ...INPUT, email: "eve@example.com" },
      { "idempotency-key": KEY },
    );
    expect(other.status).toBe(422);
    expect(await other.text()).not.toMatch(/mina/i);
  });

  test.each([
    ["a short key", { "idempotency-key": "short" }, "idempotency_key_malformed"],
    ["a space", { "idempotency-key": `${KEY} x` }, "idempotency_key_malformed"],
    ["two keys", { "idempotency-key": `${KEY}, ${KEY}` }, "idempotency_key_ambiguous"],
    [
      "two names that differ",
      { "idempotency-key": KEY, "x-idempotency-key": `${KEY}2` },
      "idempotency_key_ambiguous",
    ],
  ])("%s is refused before the hash", async (_name, headers, expected) => {
    const auth = testAuth();
    const response = await auth.post("register", INPUT, headers);
    expect([response.status, await code(response), auth.hasher.calls]).toEqual([400, expected, 0]);
  });
});

describe("auth 10–12: what is refused", () => {
  test.each([
    ["attack 59: two @", { email: "a@b@example.com" }],
    ["attack 59: a comma list", { email: "a@example.com,b@example.com" }],
    ["attack 59: 300 characters", { email: `${"a".repeat(300)}@example.com` }],
    ["auth 10: a space around", { email: " mina@example.com" }],
    ["attack 56: a line break", { email: "mina@example.com\r\nBcc: x@y.zz" }],
    ["attack 56: a line break in the name", { name: "Kim\r\nX: 1" }],
    ["attack 57: a Cyrillic letter", { email: "min\u0430@example.com" }],
    ["attack 61: NUL", { password: "correct\0horse battery" }],
    ["attack 61: a lone surrogate", { password: "correct horse \ud800" }],
    ["auth 11: 7 characters", { password: "1aB$xyz" }],
    ["auth 11: 257 characters", { password: "x1".repeat(129) }],
    ["attack 55: a role", { role: "admin" }],
    ["attack 55: an id", { id: "mem_1" }],
    ["attack 55: emailVerified", { emailVerified: true }],
  ])("%s: 422 without a hash", async (_name, change) => {
    const auth = testAuth();
    const response = await auth.post("register", { ...INPUT, ...change });
    expect([response.status, await code(response), auth.hasher.calls]).toEqual([
      422,
      "validation_failed",
      0,
    ]);
    expect(auth.members.rows.size).toBe(0);
  });

  test("auth 12: a common password is 422 password_too_common without a hash", async () => {
    const auth = testAuth();
    for (const password of ["Password123", "kim mina 2026", "mina-is-here!", "my EdgeMart login"]) {
      const response = await auth.post(
        "register",
        { ...INPUT, password },
        { "x-internal-client-prefix": "" },
      );
      expect([await code(response), auth.hasher.calls]).toEqual(["password_too_common", 0]);
    }
  });
});
