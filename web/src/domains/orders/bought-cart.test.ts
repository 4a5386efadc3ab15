import { describe, expect, test } from "vitest";
import type { CookieCart } from "#domains/cart/cart-cookie.ts";
import { withoutBought } from "./bought-cart.ts";

const line = (sku: string, quantity: number) => ({ sku, quantity, priceSeenMinor: null });
const cart: CookieCart = { base: { kind: "guest" }, lines: [line("A", 3), line("B", 1)] };

describe("orders 52: the cart after paying", () => {
  test("keeps what was put in since, and loses what was bought", () => {
    expect(withoutBought(cart, [line("A", 2), line("B", 5)])?.lines).toEqual([line("A", 1)]);
  });
  test("is left alone by an order of other things", () => {
    expect(withoutBought(cart, [line("C", 1)])).toBeNull();
  });
});
