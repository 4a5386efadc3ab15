import { describe, expect, test } from "vitest";
import { askedOrders, filterOf, listPath } from "./order-filter.ts";

describe("orders 36: the list of orders is narrowed by its address", () => {
  test("by state and period; a period is so many days before now", () => {
    const filter = filterOf({ status: "PAID", period: "30" });
    expect(askedOrders(filter, Date.parse("2026-11-30T00:00:00Z"))).toEqual({
      ...{ status: "PAID", from: "2026-10-31T00:00:00.000Z" },
    });
    expect(listPath("en", filter, "c1")).toBe("/en/account/orders?status=PAID&period=30&cursor=c1");
  });

  test.each([{}, { status: "NOPE", period: "7" }, { status: ["PAID"] }, { status: "PLACING" }])(
    "%j narrows nothing",
    (query) => {
      const filter = filterOf(query);
      expect(askedOrders(filter, 0)).toEqual({});
      expect(listPath("ko", filter, null)).toBe("/ko/account/orders");
    },
  );
});
