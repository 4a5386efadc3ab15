import { expect, test } from "vitest";
import { PAYMENT_FILTER, paymentQuery } from "./payment-filter.ts";

test("payments 37: an id is asked for as what it is of", () => {
  const asked = (q: string) => paymentQuery(PAYMENT_FILTER.read({ q, status: "PAID" }));
  expect(asked("mem_1")).toEqual({ limit: "25", status: "PAID", memberId: "mem_1" });
  expect(asked("ord_1")).toEqual({ limit: "25", status: "PAID", reference: "ord_1" });
  expect(asked("")).toEqual({ limit: "25", status: "PAID" });
});
