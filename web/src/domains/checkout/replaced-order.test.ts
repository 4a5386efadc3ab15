import { describe, expect, test } from "vitest";
import type { WebConfig } from "#env.ts";
import { orderRightCookie } from "#session/order-tokens.ts";
import { cookieNames } from "#session/session-cookies.ts";
import { replacingOf } from "./replaced-order.ts";

// Guarantee of the cast: names of cookies are all that is read of it.
const CONFIG = { COOKIES_WITHOUT_PREFIX: true } as unknown as WebConfig;
const names = cookieNames(true);
const ID = "ord_01k9z3v5e8f0r9t2m4w6y8a1bc";
const TOKEN = `ot1.${"a".repeat(43)}`;
const right = orderRightCookie(null, names.orders, { id: ID, token: TOKEN }).split(";")[0] ?? "";
const session = `${names.access}=jwt`;

describe("orders 11: the order whose place a new one takes", () => {
  test.each([
    ["a guest's, by its token", right, ID, null, TOKEN, ID],
    ["no one's without its token", "", ID, null, null, undefined],
    ["a member's, by the account", session, ID, "jwt", null, ID],
    ["none that was placed before signing in", `${session}; ${right}`, ID, "jwt", null, undefined],
    ["none where none was found", right, "", null, null, undefined],
    ["none of another form", right, "ord_1", null, null, undefined],
  ])("is %s", (_whose, cookie, posted, accessToken, orderToken, replaces) => {
    const found = replacingOf(cookie, CONFIG, posted);
    expect(found.shopper).toEqual({ accessToken, orderToken });
    expect(found.replaces).toBe(replaces);
  });
});
