/** Laws of the demo orders as they are written: what they name is there, and time goes one way. */
import { TrackingNumber } from "@edgemart/contracts/order-fulfilment";
import { describe, expect, test } from "vitest";
import { purchaseIds, purchaseNumber } from "../seed-load/purchase.ts";
import { NEWEST } from "./catalog/product.ts";
import { products } from "./catalog.ts";
import { members } from "./members.ts";
import { coupons, grants } from "./offers.ts";
import { orders } from "./orders.ts";

const DAY = 86_400_000;
/** The newest products of the catalog are this day's; no clone is loaded before it. */
const oldest = new Map(
  products.flatMap(({ variants, createdAt }) =>
    variants.map(({ sku }) => [sku, (NEWEST - Date.parse(createdAt)) / DAY] as const),
  ),
);

describe("orders 69: demo orders", () => {
  test("no name, id or number is twice", () => {
    const ids = orders.flatMap(({ name }) => [
      name,
      purchaseNumber(name),
      ...Object.values(purchaseIds(name)),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain("5KS7-TDR5-VV");
  });

  test("each SKU is in the catalog, and was before the order", () => {
    const wrong = orders.flatMap(({ name, placedDaysAgo, items }) =>
      items.filter(({ sku }) => (oldest.get(sku) ?? -1) < placedDaysAgo).map(() => name),
    );
    expect(wrong).toEqual([]);
  });

  test("what happened to an order happened in this order, after it was placed", () => {
    for (const { name, placedDaysAgo, acts } of orders) {
      const days = [placedDaysAgo, ...acts.map(({ daysAgo }) => daysAgo)];
      expect([name, days]).toEqual([name, days.toSorted((a, b) => b - a)]);
    }
  });

  test("coupons and buyers are there, parcels can be followed", () => {
    const codes = new Set(coupons.map(({ code }) => code));
    for (const { buyer, coupon, acts } of orders) {
      if (coupon !== undefined) expect(codes).toContain(coupon);
      if (typeof buyer === "object" && "member" in buyer)
        expect(members[buyer.member]).toBeDefined();
      for (const act of acts) {
        if ("parcel" in act) {
          expect(TrackingNumber.safeParse(act.parcel.trackingNumber).success).toBe(true);
        }
      }
    }
  });

  test("the first points end within 30 days, and the later ones do not", () => {
    const left = grants.map(({ daysAgo }) => 365 - daysAgo);
    expect(left.map((days) => days > 0 && days < 30)).toEqual([true, false]);
  });
});
