import { CART_LINES_MAX, type CartLine, SKU } from "@edgemart/contracts/cart-lines";
import { describe, expect, test } from "vitest";
import { COOKIE_BYTES_MAX } from "#session/cookies.ts";
import {
  type CookieCart,
  cartCookie,
  cartCookieName,
  readCartCookie,
  textOf,
} from "./cart-cookie.ts";

const NAME = cartCookieName(false);
const read = (text: string) => readCartCookie(`a=b; ${NAME}=${text}; c=d`, NAME);
const line = (sku: string, quantity = 1, priceSeenMinor: number | null = 26_000): CartLine => ({
  sku,
  quantity,
  priceSeenMinor,
});

describe("storefront 25: cart: cookie", () => {
  test("what is written is what is read, a full cart of the longest SKUs too, in less than 4 KB", () => {
    const carts: CookieCart[] = [
      { base: { kind: "guest" }, lines: [line("OND-0001-WHITE.S", 2), line("A", 99, null)] },
      { base: { kind: "mirror", version: 999_999_999 }, lines: [] },
      {
        base: { kind: "mirror", version: 999_999_999 },
        lines: Array.from({ length: CART_LINES_MAX }, (_, at) =>
          line(`${String(at).padStart(2, "0")}${"x".repeat(62)}`, 99, 999_999_999_999),
        ),
      },
    ];
    for (const cart of carts) {
      expect(read(textOf(cart))).toEqual(cart);
      const written = cartCookie(NAME, cart);
      expect(written.split(";")[0]?.length).toBeLessThanOrEqual(COOKIE_BYTES_MAX);
      expect(written).toMatch(
        /^__Host-cart=[\w!.:~-]*; Path=\/; Max-Age=15552000; Secure; SameSite=Lax$/,
      );
    }
    expect(cartCookie(NAME, { base: { kind: "guest" }, lines: [] })).toContain("Max-Age=0");
  });

  test.each([
    ["", []],
    ["~~~~", []],
    ["A:1", []],
    ["~A:1:5~A:7:5", [line("A", 1, 5)]],
    ["~A:0:5~B:-1:5~C:1e3:5~D:1.5:5~E:٣:5", []],
    ["~A:100:5", [line("A", 99, 5)]],
    [
      "~A:1:-5~B:1:9999999999999~C:1:x",
      [line("A", 1, null), line("B", 1, null), line("C", 1, null)],
    ],
    ["~<script>:1:5~../x:1:5~%00:1~A B:1", []],
    ["~__proto__:1:5~constructor:2", [line("constructor", 2, null)]],
    [`~${"A".repeat(65)}:1:5`, []],
    ["0~A:1:5", [line("A", 1, 5)]],
    ["-1!~A:1:5", [line("A", 1, 5)]],
  ])("hostile value %j leaves %j and a guest's cart", (text, lines) => {
    expect(read(text)).toEqual({ base: { kind: "guest" }, lines });
  });

  test("too many lines are cut, a doubled or oversized cookie does not exist", () => {
    expect(read(Array.from({ length: 500 }, (_, at) => `~S${at}:1`).join("")).lines).toHaveLength(
      CART_LINES_MAX,
    );
    expect(readCartCookie(`${NAME}=~A:1; ${NAME}=~B:1`, NAME).lines).toEqual([]);
    expect(readCartCookie(`${NAME}=~A:1${"~".repeat(5000)}`, NAME).lines).toEqual([]);
  });

  test("noise of any kind is read without throwing, and only as what could have been written", () => {
    let state = 1;
    for (let run = 0; run < 3000; run += 1) {
      const text = Array.from({ length: 40 }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
        return '~~::A1-.!%9\\"=é\u0000 '[state % 17];
      }).join("");
      for (const { sku, quantity } of read(text).lines) {
        expect([SKU.test(sku), quantity >= 1 && quantity <= 99]).toEqual([true, true]);
      }
    }
  });
});
