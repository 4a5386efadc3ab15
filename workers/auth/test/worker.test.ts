/** The built Worker in workerd: real bcrypt, real RPC, real Redis, real time. */
import { connect, type Socket } from "node:net";
import { RegisterOutput, SessionTokens } from "@edgemart/contracts/auth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningAuth, startAuth } from "./worker.ts";

const PASSWORD = "correct horse battery";
const EMAIL = "mina@example.com";
let auth: RunningAuth;

beforeAll(async () => {
  // Cost 10 as in production: the queue is the subject here.
  auth = await startAuth({
    BCRYPT_COST: 10,
    LOGIN_FAILURES_MAX: 100_000,
    LOGIN_ACCOUNT_FAILURES_FREE: 100_000,
  });
});
afterAll(() => auth.stop());

const login = (password = PASSWORD, email = EMAIL) => auth.post("login", { email, password });
const signedIn = async () => SessionTokens.parse(await (await login()).json());
const code = async (response: Response) => ((await response.json()) as { code?: string }).code;

test("register, verify, refresh, logout: the entire life of a session", async () => {
  const registered = await auth.post("register", { email: EMAIL, password: PASSWORD, name: "Kim" });
  expect([registered.status, registered.headers.get("cache-control")]).toEqual([201, "no-store"]);
  const { tokens } = RegisterOutput.parse(await registered.json());
  const { accessToken, refreshToken } = SessionTokens.parse(tokens);
  const active = async () =>
    ((await (await auth.post("verify", { token: accessToken })).json()) as { active: boolean })
      .active;
  expect(await active()).toBe(true);
  const renewed = SessionTokens.parse(await (await auth.post("refresh", { refreshToken })).json());
  expect((await auth.post("logout", { refreshToken: renewed.refreshToken })).status).toBe(204);
  expect(await active()).toBe(false);
  expect(await code(await auth.post("refresh", { refreshToken: renewed.refreshToken }))).toBe(
    "session_revoked",
  );
});

test("auth 17, 18: the right password signs in; a wrong one and an unknown address do not", async () => {
  const [right, wrong, unknown] = [
    await login(),
    await login("wrong horse battery"),
    await login(PASSWORD, "nobody@example.com"),
  ];
  expect([right.status, wrong.status, unknown.status]).toEqual([200, 401, 401]);
});

test("auth 43: 50 parallel refreshes of one token are 50 x 200 with one new token", async () => {
  const { refreshToken } = await signedIn();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => auth.post("refresh", { refreshToken })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const tokens = await Promise.all(
    answers.map(async (each) => SessionTokens.parse(await each.json()).refreshToken),
  );
  expect(new Set(tokens).size).toBe(1);
});

test("attack 34: 21 uses of the parent one after the other end the session", async () => {
  const { refreshToken } = await signedIn();
  await auth.post("refresh", { refreshToken });
  const codes = [];
  for (let i = 0; i < 21; i++) codes.push(await code(await auth.post("refresh", { refreshToken })));
  expect(codes).toEqual([...Array(20).fill(undefined), "refresh_reused"]);
});

describe("attack 73: the hash queue", () => {
  test("30 sign-ins at once: some succeed, the rest are told to wait, all refreshes pass meanwhile", async () => {
    const { refreshToken } = await signedIn();
    const [logins, refreshes] = await Promise.all([
      Promise.all(Array.from({ length: 30 }, () => login())),
      Promise.all(Array.from({ length: 10 }, () => auth.post("refresh", { refreshToken }))),
    ]);
    const others = logins.filter(({ status }) => status !== 200 && status !== 503);
    const seen = others.map(async (each) => [each.status, await each.text()]);
    // What it was instead, so that a failure can be understood.
    expect(await Promise.all(seen)).toEqual([]);
    const count = (status: number) => logins.filter((each) => each.status === status).length;
    expect(count(200)).toBeGreaterThan(0);
    expect(count(503)).toBeGreaterThan(0);
    // 1 says the queue, 5 a store that did not answer in time: a loaded machine may see both.
    expect(logins.map(({ headers }) => headers.get("retry-after"))).toContain("1");
    // Only the store may make a refresh wait, on a loaded machine; the queue of hashes never does.
    expect(refreshes.map(({ headers }) => headers.get("retry-after"))).not.toContain("1");
    const settled = refreshes.map(async (first) =>
      first.status === 503 ? auth.post("refresh", { refreshToken }) : first,
    );
    expect((await Promise.all(settled)).map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  test("callers that leave while they wait do not block those that come later", async () => {
    const callers = Array.from({ length: 30 }, () => impatient());
    // One that is refused at once says that the queue is full of the others.
    await new Promise<void>((resolve) => {
      for (const caller of callers) {
        caller.once("data", (answer) => String(answer).includes(" 503 ") && resolve());
      }
    });
    const closed = callers.map(
      (caller) => caller.destroyed || new Promise((resolve) => caller.once("close", resolve)),
    );
    for (const caller of callers) caller.resetAndDestroy();
    await Promise.all(closed);
    let response = await login();
    while (response.status === 503) response = await login();
    expect(response.status).toBe(200);
  });

  /** Sends a sign-in over a connection that can be reset before it is answered. */
  function impatient(): Socket {
    const body = JSON.stringify({ email: EMAIL, password: "wrong horse battery" });
    const socket = connect(Number(auth.url.port), auth.url.hostname, () => {
      socket.write(
        `POST /api/auth/login HTTP/1.1\r\nHost: auth\r\nAuthorization: ${auth.authorization}\r\n` +
          `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
    });
    return socket.on("error", () => undefined);
  }
});

test("auth 80: every line of the log is JSON, and none holds a password, token, key or address", async () => {
  expect(auth.lines.length).toBeGreaterThan(20);
  for (const line of auth.lines) {
    expect(() => JSON.parse(line)).not.toThrow();
    expect(line).not.toMatch(/horse|eyJ|r1\.ses|Basic|mina@|\$2b\$/);
  }
  const events = new Set(auth.lines.map((line) => (JSON.parse(line) as { event: string }).event));
  for (const event of [
    "user_created",
    "authn_login_success",
    "authn_login_fail",
    "authn_token_reuse",
    "authn_token_revoked",
  ]) {
    expect(events).toContain(event);
  }
});

test("auth 31, 48: without Redis, sign-in and refresh answer 503", async () => {
  const { refreshToken } = await signedIn();
  await auth.store.stopEndpoint();
  expect((await login()).status).toBe(503);
  expect((await auth.post("refresh", { refreshToken })).status).toBe(503);
});
