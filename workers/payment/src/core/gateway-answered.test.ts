import { describe, expect, test } from "vitest";
import { answeredOf } from "./gateway-answered.ts";

const paid = {
  ...{ orderId: "pay_1234567", status: "DONE", totalAmount: 36_000, balanceAmount: 36_000 },
  ...{ currency: "KRW", card: { number: "4330****123*" }, customerName: "Kim", secret: "ps_x" },
};

describe("orders 43: what the gateway answered", () => {
  test("is its status and amounts, and nothing of the payer", () => {
    expect(answeredOf(paid, "pay_1234567")).toEqual({
      ...{ status: "DONE", amount: 36_000, balance: 36_000, currency: "KRW" },
    });
  });

  test("names the gateway's order only where it is another", () => {
    expect(answeredOf({ ...paid, orderId: "other_pay_1" }, "pay_1234567")).toMatchObject({
      otherOrder: "other_pay_1",
    });
  });

  test("a field of another shape is left out, and what is no payment is not noted", () => {
    const odd = {
      status: "DONE",
      totalAmount: "1",
      currency: "won",
      orderId: "<b>",
      balanceAmount: 0,
    };
    expect(answeredOf(odd, "pay_1234567")).toEqual({ status: "DONE", balance: 0 });
    for (const body of [null, [], "DONE", 1, {}, { status: "<script>" }, [{ status: "DONE" }]]) {
      expect(answeredOf(body, "pay_1234567")).toBeNull();
    }
  });
});
