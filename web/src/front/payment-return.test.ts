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

  test("points 23: of bought points goes to theirs", () => {
    const inner = of("/ko/account/points/return?paymentKey=k&orderId=pay_1&amount=5000&order=x");
    expect(inner?.pathname).toBe("/api/points/return");
    expect(Object.fromEntries(inner?.searchParams ?? [])).toEqual({
      ...{ paymentKey: "k", orderId: "pay_1", amount: "5000", lang: "ko" },
    });
  });

  test.each([
    "/en/account/points?paymentKey=k",
    "/en/account/points/return?waiting=1&key=k",
    "/en/checkout/ord_1/return",
    "/en/checkout/ord_1/return?waiting=1&key=k",
    "/en/checkout/ord_1?paymentKey=k",
    "/en/checkout/ord_1/return/x?paymentKey=k",
    "/fr/checkout/ord_1/return?paymentKey=k",
  ])("%s acts on nothing", (path) => expect(of(path)).toBeNull());
});
