import { describe, expect, test } from "vitest";
import { AdminOrderListQuery } from "./order-administration.ts";
import { CARRIERS, Carrier, ReceiptInput, trackingUrlOf } from "./order-fulfilment.ts";
import { CouponCreate, CouponPatch, RemoteArea, ShippingMethodPatch } from "./order-terms.ts";
import { OfficeNote } from "./payment-admin.ts";
import { RECONCILE_DAYS_MAX, ReconcileInput } from "./payment-books.ts";
import { TEST_CARDS, testCardOf } from "./test-cards.ts";

/** Where a schema found something wrong; empty when it took the input. */
function wrongAt(
  schema: { safeParse(input: unknown): { error?: { issues: { path: PropertyKey[] }[] } } },
  input: unknown,
): string[] {
  return schema.safeParse(input).error?.issues.map(({ path }) => path.join(".")) ?? [];
}

const name = { ko: "쿠폰", en: "Coupon" };
const coupon = { code: "WELCOME10", name, kind: "percent", value: 10, currency: "KRW" };

describe("orders 7: a coupon's terms", () => {
  test("a percentage is at most 100, an amount may be more", () => {
    expect(wrongAt(CouponCreate, { ...coupon, value: 100 })).toEqual([]);
    expect(wrongAt(CouponCreate, { ...coupon, value: 101 })).toEqual(["value"]);
    expect(wrongAt(CouponCreate, { ...coupon, kind: "amount", value: 5000 })).toEqual([]);
  });

  test("a period ends after it starts; either end may be open", () => {
    const [early, late] = ["2026-12-01T00:00:00.000Z", "2026-12-02T00:00:00.000Z"];
    const period = (startsAt: string | null, endsAt: string | null) =>
      wrongAt(CouponCreate, { ...coupon, startsAt, endsAt });
    expect(period(early, late)).toEqual([]);
    expect(period(late, early)).toEqual(["endsAt"]);
    expect(period(early, early)).toEqual(["endsAt"]);
    expect(period(late, null)).toEqual([]);
    expect(period(null, early)).toEqual([]);
    expect(period(null, null)).toEqual([]);
  });

  test("what is not said is no limit, and the coupon is on", () => {
    expect(CouponCreate.parse(coupon)).toEqual({
      ...coupon,
      ...{ discountMaxMinor: null, minimumMinor: 0, startsAt: null, endsAt: null },
      ...{ usesMax: null, usesPerMember: null, membersOnly: false, active: true },
    });
  });

  test("a change of a coupon or of a way of delivery names something", () => {
    for (const patch of [CouponPatch, ShippingMethodPatch]) {
      expect(wrongAt(patch, {})).toEqual([""]);
      expect(wrongAt(patch, { active: false })).toEqual([]);
    }
  });
});

describe("orders 6: remote areas", () => {
  test("reach from a postcode to the same or a later one", () => {
    const area = (from: string, to: string) => wrongAt(RemoteArea, { from, to, name: "제주" });
    expect(area("63000", "63644")).toEqual([]);
    expect(area("63000", "63000")).toEqual([]);
    expect(area("63001", "63000")).toEqual(["to"]);
  });
});

describe("orders 39: the receipt of a return", () => {
  test("no more can be sold again than arrived", () => {
    const receipt = (received: number, restocked: number) =>
      wrongAt(ReceiptInput, { lines: [{ line: 1, received, restocked }] });
    expect(receipt(2, 2)).toEqual([]);
    expect(receipt(2, 0)).toEqual([]);
    expect(receipt(2, 3)).toEqual(["lines.0.restocked"]);
  });
});

describe("orders 40: the address that follows a parcel", () => {
  test.each(Carrier.options)("%s: https, and the number stands in it once", (carrier) => {
    const url = trackingUrlOf(carrier, "ABC-123456");
    expect(url).toMatch(/^https:\/\//);
    expect(url.split("ABC-123456")).toHaveLength(2);
    expect(url).not.toContain("{number}");
    expect(CARRIERS[carrier].ko).not.toBe("");
  });
});

describe("orders 42: what staff search for", () => {
  test("has 2 characters at least", () => {
    expect(wrongAt(AdminOrderListQuery, { q: "김" })).toEqual(["q"]);
    expect(wrongAt(AdminOrderListQuery, { q: "김수" })).toEqual([]);
    expect(wrongAt(AdminOrderListQuery, {})).toEqual([]);
  });
});

describe("payments 34, 37: the office", () => {
  test("a note says something", () => {
    expect(wrongAt(OfficeNote, "  ")).toEqual([""]);
    expect(wrongAt(OfficeNote, "paid back at the counter")).toEqual([]);
  });

  test(`books are compared forwards, over ${RECONCILE_DAYS_MAX} days at most, both ends included`, () => {
    const days = (from: string, to: string) => wrongAt(ReconcileInput, { from, to });
    expect(days("2026-11-01", "2026-11-01")).toEqual([]);
    expect(days("2026-11-02", "2026-11-01")).toEqual(["from"]);
    expect(days("2026-10-01", "2026-10-31")).toEqual([]);
    expect(days("2026-10-01", "2026-11-01")).toEqual(["to"]);
  });
});

describe("payments 6: the published numbers of test cards", () => {
  test("are found however they are grouped, and no other number is", () => {
    for (const card of TEST_CARDS) {
      expect(testCardOf(card.number)).toBe(card);
      expect(testCardOf(card.number.replace(/(\d{4})(?=\d)/g, "$1 "))).toBe(card);
      expect(testCardOf(card.number.replace(/(\d{4})(?=\d)/g, "$1-"))).toBe(card);
    }
    for (const other of ["", "4242424242424241", "4242.4242.4242.4242", "x4242424242424242"]) {
      expect(testCardOf(other)).toBeNull();
    }
  });

  test("are six, pass the Luhn check, and differ", () => {
    const sum = (number: string) =>
      [...number].reverse().reduce((total, digit, at) => {
        const doubled = Number(digit) * (at % 2 === 1 ? 2 : 1);
        return total + (doubled > 9 ? doubled - 9 : doubled);
      }, 0);
    expect(new Set(TEST_CARDS.map(({ number }) => number)).size).toBe(6);
    expect(TEST_CARDS.filter(({ number }) => sum(number) % 10 !== 0)).toEqual([]);
  });
});
