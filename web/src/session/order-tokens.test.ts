import { describe, expect, test } from "vitest";
import { readCookie } from "./cookies.ts";
import {
  ORDERS_KEPT,
  orderRightCookie,
  orderRightsCookie,
  orderTokenOf,
  readOrderRights,
} from "./order-tokens.ts";

const NAME = "__Host-Http-orders";
const right = (letter: string) => ({
  id: `ord_0${letter.repeat(25)}`,
  token: `ot1.${letter.repeat(43)}`,
});
const jar = (cookie: string) => cookie.split(";")[0] ?? "";
const LETTERS = [..."abcdefghjkmn"];

describe("orders 46: the rights a guest's browser keeps", () => {
  test("are the newest eight, each once, in a cookie that no script and no other site reads", () => {
    let cookies = "";
    for (const letter of [...LETTERS, "a"]) {
      cookies = jar(orderRightCookie(cookies, NAME, right(letter)));
    }
    const kept = readOrderRights(cookies, NAME).map(({ id }) => id[5]);
    expect(kept).toEqual(["a", ...LETTERS.toReversed()].slice(0, ORDERS_KEPT));
    expect(orderRightCookie("", NAME, right("a"))).toMatch(
      /; Path=\/; Max-Age=15552000; Secure; HttpOnly; SameSite=Lax$/,
    );
  });

  test("are found by their order, and given up", () => {
    const both = jar(
      orderRightCookie(jar(orderRightCookie("", NAME, right("a"))), NAME, right("b")),
    );
    expect(orderTokenOf(both, NAME, right("a").id)).toBe(right("a").token);
    expect(orderTokenOf(both, NAME, right("c").id)).toBeNull();
    const left = orderRightsCookie(NAME, [right("b")]);
    expect(readOrderRights(jar(left), NAME)).toEqual([right("b")]);
    expect(orderRightsCookie(NAME, [])).toContain("Max-Age=0");
  });

  test.each(["", "x", "ord_1:ot1.x", `${right("a").id}:${right("a").token}x`])(
    "%j holds none",
    (text) => expect(readOrderRights(`${NAME}=${text}`, NAME)).toEqual([]),
  );

  test("fit into one cookie", () => {
    let cookies = "";
    for (const letter of LETTERS) cookies = jar(orderRightCookie(cookies, NAME, right(letter)));
    expect(readCookie(cookies, NAME)?.length).toBeLessThan(1_000);
  });
});
