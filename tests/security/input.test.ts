/** Attacks 48–63, 72, 76, 80 and 96 of specs/auth.md: hostile input, through the gateway. */
import { gzipSync } from "node:zlib";
import { api, asServer, freshEmail, newMember, PASSWORD, system } from "@edgemart/testkit/system";
import { describe, expect, test } from "vitest";
import { probe, serverCall } from "./probe.ts";

const LOGIN = { email: "mina@example.com", password: "wrong horse" };
const account = (change: object) => ({
  email: freshEmail(),
  password: PASSWORD,
  name: "Mina",
  ...change,
});
const register = (change: object) => serverCall("/api/auth/register", account(change));
const login = (email: string, password: string) =>
  serverCall("/api/auth/login", { email, password });
const own = () => ({
  authorization: `Basic ${system().serviceKey}`,
  "content-type": "application/json",
});
const raw = (body: BodyInit, more: Record<string, string> = {}) =>
  probe(api("/api/auth/login", { method: "POST", body, headers: { ...own(), ...more } }));

describe("bodies", () => {
  test.each([
    ["attack 50: __proto__", '{"__proto__":{"role":"admin"}}', 400],
    ["attack 50: constructor", '{"constructor":{"prototype":{"role":"admin"}}}', 400],
    ["attack 51: depth", `{"a":${"[".repeat(10_000)}`, 400],
    ["attack 51: 16 KiB of brackets", "[".repeat(16_384), 400],
    ["attack 51: many keys", `{${"k".repeat(200_000)}`, 413],
    ["auth 5: a key twice", '{"email":"a","email":"b","password":"x"}', 400],
    ["auth 5: an array", "[]", 400],
    ["attack 62: a password of 1 MB", JSON.stringify({ password: "x".repeat(1_000_000) }), 413],
  ])("auth 3, 5, attacks 50, 51, 62: %s", async (_what, body, status) => {
    expect((await raw(body)).status).toBe(status);
  });

  test.each([
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/json;charset=utf-16",
    "application/x-www-form-urlencoded",
  ])("attack 53: %s is 415", async (type) => {
    const answer = await raw(JSON.stringify(LOGIN), { "content-type": type });
    expect([answer.status, answer.code]).toEqual([415, "unsupported_media_type"]);
  });

  test("attack 54: a compressed body is 415", async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(1_000_000, "[")));
    expect((await raw(bomb, { "content-encoding": "gzip" })).status).toBe(415);
  });

  test("auth 5: invalid UTF-8 is 400", async () => {
    expect((await raw(new Uint8Array([0x7b, 0xff, 0x7d]))).status).toBe(400);
  });
});

describe("fields", () => {
  test.each<[string, unknown]>([
    ["email", { $gt: "" }],
    ["email", ["a@example.com"]],
    ["email", 7],
    ["email", null],
    ["email", true],
    ["password", ["a"]],
    ["password", { $ne: null }],
    ["password", 7],
    ["remember", "yes"],
  ])("attack 49: login with %s = %j is 422", async (name, value) => {
    const answer = await serverCall("/api/auth/login", { ...LOGIN, [name]: value });
    expect(answer).toEqual([422, "validation_failed"]);
  });

  test.each(["role", "id", "emailVerified", "passwordHash", "status"])(
    "attack 55: register takes no %s",
    async (name) => {
      expect(await register({ [name]: "admin" })).toEqual([422, "validation_failed"]);
    },
  );

  test.each([
    "' OR 1=1--@example.com",
    "a@example.com\u0000",
    `${"a".repeat(300)}@example.com`,
    "a@b@example.com",
    '"a b"@example.com',
    "a@[127.0.0.1]",
    "a@example.com.",
    "a@example.com,b@example.com",
    " a@example.com",
    "a\r\nBcc: x@example.com",
    "a＠example.com",
    "\u0430@example.com",
    "m\u0131na@example.com",
    "\u212aim@example.com",
    "stra\u00dfe@example.com",
    "a\u200d@example.com",
    "a\u202e@example.com",
    "a\u00a0@example.com",
  ])("attacks 48, 56, 57, 59: the address %j is 422", async (email) => {
    expect(await register({ email })).toEqual([422, "validation_failed"]);
  });

  test.each(["a\r\nSet-Cookie: x=1", "a\u0000b", "\u202egnp", "", " a"])(
    "attack 56: the name %j is 422",
    async (name) => {
      expect(await register({ name })).toEqual([422, "validation_failed"]);
    },
  );

  test.each(["ab\0abcdefgh", "\ud800abcdefgh", "short", "x".repeat(257)])(
    "attack 61: the password %.12j is 422 at registration",
    async (password) => {
      expect(await register({ password })).toEqual([422, "validation_failed"]);
    },
  );

  test.each(["ab\0abcdefgh", "x".repeat(2_000), ""])(
    "auth 20, attack 61: at sign-in %.12j is 401",
    async (password) => {
      expect(await login(freshEmail(), password)).toEqual([401, "invalid_credentials"]);
    },
  );

  test("attack 48: SQL in an id is 404 or 400", async () => {
    const { accessToken: token } = await newMember();
    for (const id of ["' OR 1=1--", "$1", "%00", "x".repeat(5_000)]) {
      const answer = await probe(api(`/api/members/${encodeURIComponent(id)}`, { token }));
      expect([400, 404]).toContain(answer.status);
    }
  });
});

describe("accounts and passwords", () => {
  test("attack 58: letter case is one account; tags are others", async () => {
    const local = `t${crypto.randomUUID().slice(0, 8)}`;
    expect((await register({ email: `${local}@Example.com` }))[0]).toBe(201);
    const shouted = { email: `${local.toUpperCase()}@example.COM` };
    expect(await register(shouted)).toEqual([409, "email_taken"]);
    expect((await register({ email: `${local}+1@example.com` }))[0]).toBe(201);
  });

  test.each([
    ["bytes 72 and on", "p".repeat(71)],
    ["CJK", "가".repeat(64)],
    ["emoji", "🐎".repeat(200)],
  ])(
    "attack 60: passwords that differ in the last character only are distinct: %s",
    async (_what, base) => {
      const email = freshEmail();
      expect((await register({ email, password: `${base}1` }))[0]).toBe(201);
      expect((await login(email, `${base}2`))[0]).toBe(401);
      expect((await login(email, `${base}1`))[0]).toBe(200);
    },
  );

  test("attack 63: NFC and NFD of one password both sign in", async () => {
    const email = freshEmail();
    const password = "crème brûlée 한글";
    expect((await register({ email, password: password.normalize("NFC") }))[0]).toBe(201);
    expect((await login(email, password.normalize("NFD")))[0]).toBe(200);
  });

  test("attack 96: a User-Agent is listed as text, cut at 256", async () => {
    const { email } = await newMember();
    let token = "";
    for (const agent of ['{"a":1}', "true", "x".repeat(8_000)]) {
      const headers = { ...own(), "user-agent": agent };
      const answer = await probe(
        api("/api/auth/login", { headers, json: { email, password: PASSWORD } }),
      );
      token = answer.body.accessToken;
    }
    const { body } = await probe(api("/api/auth/sessions", { token }));
    const devices = body.items.map((each: { device: string }) => each.device);
    expect(devices).toEqual(expect.arrayContaining(['{"a":1}', "true", "x".repeat(256)]));
  });
});

describe("addresses and methods", () => {
  test.each([
    "//api/auth/login",
    "/api/auth/login/",
    "/API/auth/login",
    "/api/auth/LOGIN",
    "/api/auth/login;a",
    "/api/auth/%6cogin",
    "/api//auth/login",
    "/internal/credentials",
    "/api/members/..%2finternal/credentials",
    "/__health",
  ])("attacks 72, 76: %s is 404", async (path) => {
    expect((await probe(asServer(path, LOGIN))).status).toBe(404);
  });

  test.each(["PUT", "DELETE", "PATCH"])(
    "attack 80: %s on a sign-in route is 405",
    async (method) => {
      expect((await probe(api("/api/auth/login", { method, headers: own() }))).status).toBe(405);
    },
  );

  test("attack 80: X-HTTP-Method-Override is nothing", async () => {
    const { accessToken: token, id } = await newMember();
    const headers = { "x-http-method-override": "DELETE" };
    expect((await probe(api(`/api/members/${id}`, { token, headers }))).status).toBe(200);
    expect((await probe(api(`/api/members/${id}`, { token }))).status).toBe(200);
  });

  test("auth 1, 69: refusals are stored by nobody", async () => {
    for (const answer of [await asServer("/api/auth/login", LOGIN), await api("/api/members/me")]) {
      expect(answer.headers.get("cache-control")).toContain("no-store");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    }
  });
});
