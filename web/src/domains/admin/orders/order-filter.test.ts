import { describe, expect, test } from "vitest";
import { hasMore, isNarrowed, ORDER_FILTER, orderQuery } from "./order-filter.ts";

describe("orders 42: the filters of the list", () => {
  const none = ORDER_FILTER.read({});
  test("an unknown value is no filter, and nothing chosen is nothing asked", () => {
    const read = ORDER_FILTER.read({ status: "LOST", from: "2026-13-40", attention: "some" });
    expect(read).toEqual(none);
    expect([isNarrowed(read), hasMore(read)]).toEqual([false, false]);
    expect(orderQuery(read)).toEqual({ limit: "25" });
  });
  test("a day is of Seoul, and the last one is included", () => {
    const read = ORDER_FILTER.read({ from: "2026-11-30", to: "2026-11-30" });
    expect(orderQuery(read)).toEqual({
      limit: "25",
      from: "2026-11-29T15:00:00.000Z",
      to: "2026-11-30T15:00:00.000Z",
    });
    expect(ORDER_FILTER.path(read, "")).toBe("/admin/orders?from=2026-11-30&to=2026-11-30");
  });
  test("one letter is not asked for, two are", () => {
    expect(orderQuery(ORDER_FILTER.read({ q: "a" })).q).toBeUndefined();
    expect(orderQuery(ORDER_FILTER.read({ q: "ab" })).q).toBe("ab");
  });
});
