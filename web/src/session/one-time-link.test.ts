import { describe, expect, test } from "vitest";
import { clearedLink, openedLink, readLinkToken } from "./one-time-link.ts";

const NAME = "__Host-Http-link";
const TOKEN = "a".repeat(43);
const open = (address: string) => openedLink(new URL(address, "https://shop.example"), NAME);

describe("identity 2, auth 56: a mailed link in the browser", () => {
  test.each(["confirm", "reset", "email", "email/undo", "connect"])(
    "of /%s: its token goes from the address into an HttpOnly cookie that names the page",
    (page) => {
      expect(open(`/ko/${page}?token=${TOKEN}&utm=x`)).toEqual({
        location: `/ko/${page}`,
        cookie: `${NAME}=${page}.${TOKEN}; Path=/; Max-Age=1800; Secure; HttpOnly; SameSite=Lax`,
      });
    },
  );
  test("a page without a token is opened as it is", () => {
    for (const path of ["/ko/reset", `/ko/login?token=${TOKEN}`, `/ko/reset/x?token=${TOKEN}`]) {
      expect(open(path)).toBeNull();
    }
  });
  test.each(["", "short", "a".repeat(44), `${"a".repeat(42)}%3B`, "%0d%0aset-cookie:x=1"])(
    "what cannot be a token is not kept, and forgets an earlier one: %j",
    (token) => {
      expect(open(`/en/reset?token=${token}`)).toEqual({
        location: "/en/reset",
        cookie: clearedLink(NAME),
      });
    },
  );
  test("notifications 27: a token of unsubscribing serves at its own page alone", () => {
    const token = `u1.k1.mem_${"0".repeat(26)}.marketing.email.${TOKEN}`;
    const cookie = `${NAME}=unsubscribe.${token}`;
    expect(open(`/ko/unsubscribe?token=${token}`)).toEqual({
      location: "/ko/unsubscribe",
      cookie: `${cookie}; Path=/; Max-Age=1800; Secure; HttpOnly; SameSite=Lax`,
    });
    expect(readLinkToken(cookie, NAME, "unsubscribe")).toBe(token);
    expect(readLinkToken(cookie, NAME, "reset")).toBeNull();
    for (const other of [
      TOKEN,
      token.replace(".email.", ".push."),
      token.replace("marketing", "security"),
    ]) {
      expect(open(`/ko/unsubscribe?token=${other}`)?.cookie).toBe(clearedLink(NAME));
    }
    expect(open(`/ko/reset?token=${token}`)?.cookie).toBe(clearedLink(NAME));
  });
  test("attack 43: a token of another page, a tossed or a forged cookie is none", () => {
    expect(readLinkToken(`${NAME}=reset.${TOKEN}`, NAME, "reset")).toBe(TOKEN);
    expect(readLinkToken(`${NAME}=reset.${TOKEN}`, NAME, "confirm")).toBeNull();
    const twice = `${NAME}=reset.${TOKEN}; ${NAME}=reset.${TOKEN}`;
    expect(readLinkToken(twice, NAME, "reset")).toBeNull();
    expect(readLinkToken(`${NAME}=reset.<script>`, NAME, "reset")).toBeNull();
    expect(readLinkToken(`${NAME}=${TOKEN}`, NAME, "reset")).toBeNull();
  });
});
