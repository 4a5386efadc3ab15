import { describe, expect, test } from "vitest";
import { paymentReturn } from "./payment-return.ts";

const of = (path: string) => paymentReturn(new URL(path, "https://shop.example"));

describe("orders 51: the return from a payment page", () => {
  test("goes to the route that acts, with what the page added and nothing else", () => {
    const inner = of(
      "/en/checkout/ord_1/return?paymentKey=k&orderId=pay_1&amount=5&evil=1&lang=ko&order=ord_2",
    );
    expect(inner?.pathname).toBe("/api/checkout/return");
    expect(Object.fromEntries(inner?.searchParams ?? [])).toEqual({
      ...{ paymentKey: "k", orderId: "pay_1", amount: "5", lang: "en", order: "ord_1" },
    });
  });

  test.each([
    "/en/checkout/ord_1/return",
    "/en/checkout/ord_1/return?waiting=1&key=k",
    "/en/checkout/ord_1?paymentKey=k",
    "/en/checkout/ord_1/return/x?paymentKey=k",
    "/fr/checkout/ord_1/return?paymentKey=k",
  ])("%s acts on nothing", (path) => expect(of(path)).toBeNull());
});
