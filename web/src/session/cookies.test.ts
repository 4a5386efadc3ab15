import { describe, expect, test } from "vitest";
import { readCookie, replaceCookies, setCookie } from "./cookies.ts";
import { clearedCookies, cookieNames, sessionCookies } from "./session-cookies.ts";

const names = cookieNames(false);
const tokens = {
  accessToken: "a.b.c",
  expiresIn: 290,
  refreshToken: "r1.x",
  refreshExpiresIn: 1_209_600,
};

describe("auth 71: session cookies", () => {
  test("both tokens are Secure, HttpOnly, host-only, Lax and for the whole site", () => {
    const [access = "", refresh = ""] = sessionCookies(names, tokens, true);
    for (const cookie of [access, refresh]) {
      expect(cookie.startsWith("__Host-Http-")).toBe(true);
      expect(cookie.split("; ").slice(1).sort()).toEqual(
        expect.arrayContaining(["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]),
      );
      expect(cookie).not.toMatch(/domain/i);
    }
  });
  test("they live as long as their tokens, the refresh token only with remember", () => {
    const [access, refresh] = sessionCookies(names, tokens, true);
    expect(access).toContain("Max-Age=290");
    expect(refresh).toContain("Max-Age=1209600");
    expect(sessionCookies(names, tokens, false)[1]).not.toContain("Max-Age");
  });
  test("the readable hint holds no token", () => {
    const hint = sessionCookies(names, tokens, true)[2] ?? "";
    expect(hint).not.toContain("HttpOnly");
    expect(hint).not.toContain(tokens.accessToken);
    expect(hint).not.toContain(tokens.refreshToken);
  });
  test("without the prefix no cookie claims to be Secure, so http works where a browser insists", () => {
    for (const cookie of sessionCookies(cookieNames(true), tokens, true))
      expect(cookie).not.toContain("Secure");
  });
  test("clearing names the same attributes with Max-Age=0", () => {
    for (const cookie of clearedCookies(names)) {
      expect(cookie).toMatch(/^__Host-[^=]+=; Path=\/; Max-Age=0; Secure;/);
    }
  });
});

describe("auth 72: reading cookies", () => {
  const name = names.refresh;
  test("gives the one value", () => {
    expect(readCookie(`x=1; ${name}=r1.a=b; y=2`, name)).toBe("r1.a=b");
  });
  test.each([
    ["twice", `${name}=a; ${name}=b`],
    ["twice with one value", `${name}=a; ${name}=a`],
    ["also in another case", `${name}=a; ${name.toLowerCase()}=b`],
    ["only in another case", `${name.toUpperCase()}=a`],
    ["empty", `${name}=`],
    ["longer than 4096 bytes", `${name}=${"a".repeat(4096)}`],
    ["absent", "x=1"],
  ])("is absent when it stands %s", (_, header) => {
    expect(readCookie(header, name)).toBeNull();
  });
  test("a replaced cookie leaves no other spelling behind", () => {
    const header = replaceCookies(`${name}=old; ${name.toLowerCase()}=evil; x=1`, {
      [name]: "new",
    });
    expect(readCookie(header, name)).toBe("new");
    expect(readCookie(header, "x")).toBe("1");
    expect(replaceCookies(`${name}=old; x=1`, { [name]: null })).toBe("x=1");
  });
  test("setCookie writes no Max-Age for a session cookie", () => {
    expect(setCookie("__Host-a", "1", { httpOnly: true })).toBe(
      "__Host-a=1; Path=/; Secure; HttpOnly; SameSite=Lax",
    );
  });
});
