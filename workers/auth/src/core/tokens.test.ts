/** What a browser, a mail or a server presents, and a stored hash: each is one spelling, or nothing. */
import { describe, expect, test } from "vitest";
import { DEVICE_LIFE_SECONDS, readDeviceToken, writeDeviceToken } from "./device-token.ts";
import { isServiceKey } from "./service-key.ts";
import { sessionLife } from "./session-life.ts";
import { isOutdated } from "./stored-password.ts";

const secret = (fill: number) => new Uint8Array(32).fill(fill);

describe("auth 26: a device token", () => {
  const NONCE = "n".repeat(22);
  const ISSUED = 1_790_000_000;
  const MAIL = "mina@example.com";
  const token = writeDeviceToken(secret(1), MAIL, NONCE, ISSUED);
  const read = (presented: string | undefined, email = MAIL, now = ISSUED, keys = [secret(1)]) =>
    readDeviceToken(presented, email, keys, now);

  test("is its account's, under any secret that is still known", () => {
    expect(token).toMatch(/^d1\.n{22}\.1790000000\.[A-Za-z0-9_-]{43}$/);
    expect([read(token), read(token, "MINA@Example.com")]).toEqual([NONCE, NONCE]);
    expect(read(token, MAIL, ISSUED, [secret(2), secret(1)])).toBe(NONCE);
    expect(read(token, "ann@example.com")).toBeNull();
    expect([read(token, MAIL, ISSUED, [secret(2)]), read(token, MAIL, ISSUED, [])]).toEqual([
      null,
      null,
    ]);
  });

  test("lives for 180 days", () => {
    expect(read(token, MAIL, ISSUED + DEVICE_LIFE_SECONDS - 1)).toBe(NONCE);
    expect(read(token, MAIL, ISSUED + DEVICE_LIFE_SECONDS)).toBeNull();
  });

  test("with any one character changed, with more or with less is none", () => {
    for (let at = 0; at < token.length; at++) {
      const bent = `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
      expect([at, read(bent)]).toEqual([at, null]);
    }
    const others = [undefined, "", `${token}x`, `x${token}`, token.slice(0, -1), `${token}\n`];
    expect(others.map((other) => read(other))).toEqual(Array(6).fill(null));
  });
});

describe("auth 7, 8: a service key", () => {
  const KEYS = ["a2V5b25l", "a2V5dHdv"];
  test.each(["Basic a2V5b25l", "basic a2V5dHdv", "BASIC a2V5b25l"])("%s is one", (header) =>
    expect(isServiceKey(header, KEYS)).toBe(true),
  );
  test.each([
    ...[null, undefined, "", "Basic", "Basic ", "Basic  a2V5b25l", "Basic a2V5b25l ", "a2V5b25l"],
    ...["Bearer a2V5b25l", "xBasic a2V5b25l", "Basic a2V5b25", "Basic a2V5b25l, Basic a2V5b25l"],
    `Basic ${"a".repeat(600)}`,
  ])("%j is none", (header) => expect(isServiceKey(header, KEYS)).toBe(false));
  test("an empty key among the valid ones lets no one in who presents none", () => {
    expect([isServiceKey(undefined, [""]), isServiceKey("Basic ", [""])]).toEqual([false, false]);
  });
  test("one of 512 characters with its scheme is read, and a longer one is not", () => {
    const key = "a".repeat(506);
    expect(isServiceKey(`Basic ${key}`, [key])).toBe(true);
    expect(isServiceKey(`Basic ${key}a`, [`${key}a`])).toBe(false);
  });
});

describe("auth 18: a stored hash is of today's kind", () => {
  const peppers = { current: "k2", keys: new Map([["k2", secret(1)]]) };
  const hash = (kid: string, cost: string, scheme = "2b") => `h2$${kid}$${scheme}$${cost}$rest`;
  test.each([
    [hash("k2", "10"), false],
    [hash("k2", "12", "2a"), false],
    [hash("k2", "09"), true],
    [hash("k1", "10"), true],
    [`x${hash("k2", "10")}`, true],
    [hash("k2", "10", "2x"), true],
    ["$2b$10$rest", true],
    ["", true],
  ])("%s: outdated %s", (stored, isOld) => expect(isOutdated(stored, peppers, 10)).toBe(isOld));
});

test("auth 45: an administrator's session is short whatever was ticked", () => {
  const [HOUR, DAY] = [3_600, 86_400];
  const admin = { idleSeconds: HOUR / 2, absoluteSeconds: 12 * HOUR };
  expect([sessionLife("admin", true), sessionLife("admin", false)]).toEqual([admin, admin]);
  expect(sessionLife("member", true)).toEqual({ idleSeconds: 14 * DAY, absoluteSeconds: 30 * DAY });
  expect(sessionLife("member", false)).toEqual({ idleSeconds: 12 * HOUR, absoluteSeconds: DAY });
});
