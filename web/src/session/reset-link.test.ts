import { describe, expect, test } from "vitest";
import { clearedResetToken, openedResetLink, readResetToken } from "./reset-link.ts";

const NAME = "__Host-Http-reset";
const TOKEN = "a".repeat(43);
const open = (address: string) => openedResetLink(new URL(address, "https://shop.example"), NAME);

describe("auth 56, 57: a one-time password link in the browser", () => {
  test("its secret goes from the address into an HttpOnly cookie that lives as long as the link", () => {
    expect(open(`/ko/reset?token=${TOKEN}&utm=x`)).toEqual({
      location: "/ko/reset",
      cookie: `${NAME}=${TOKEN}; Path=/; Max-Age=1800; Secure; HttpOnly; SameSite=Lax`,
    });
  });
  test("the page without a secret is opened as it is", () => {
    for (const path of ["/ko/reset", `/ko/login?token=${TOKEN}`, `/ko/reset/x?token=${TOKEN}`]) {
      expect(open(path)).toBeNull();
    }
  });
  test.each(["", "short", "a".repeat(44), `${"a".repeat(42)}%3B`, "%0d%0aset-cookie:x=1"])(
    "what cannot be a secret is not kept, and forgets an earlier one: %j",
    (token) => {
      expect(open(`/en/reset?token=${token}`)).toEqual({
        location: "/en/reset",
        cookie: clearedResetToken(NAME),
      });
    },
  );
  test("attack 43: a tossed or forged cookie holds no secret", () => {
    expect(readResetToken(`${NAME}=${TOKEN}`, NAME)).toBe(TOKEN);
    expect(readResetToken(`${NAME}=${TOKEN}; ${NAME}=${TOKEN}`, NAME)).toBeNull();
    expect(readResetToken(`${NAME}=<script>`, NAME)).toBeNull();
  });
});
