import { Picture } from "@edgemart/contracts/images";
import type { VariantCard } from "@edgemart/contracts/variant-card";
import { describe, expect, test } from "vitest";
import { cartView } from "./cart-view.ts";
import { noticeOf, totalsOf } from "./totals.ts";

const card: VariantCard = {
  ...{ sku: "A", slug: "a", title: "Moon jar", brand: "Ondo", options: ["White"] },
  price: { amountMinor: 900, currency: "KRW" },
  compareAtPrice: { amountMinor: 1200, currency: "KRW" },
  ...{ stock: "in_stock", availableMax: 9, picture: null, isSold: true },
};
const view = (change: Partial<VariantCard>) =>
  cartView(
    { lines: [{ sku: "A", quantity: 2, priceSeenMinor: 900 }], stamp: "~A:2:900" },
    [{ ...card, ...change }],
    "en",
    "https://cdn.example",
  ).lines[0];

describe("storefront B21: a product that has vanished", () => {
  test("keeps its name, options and picture in the cart, is marked as gone and costs nothing", () => {
    const picture = Picture.parse({
      ...{ id: "0".repeat(64), alt: "", width: 100, height: 100, thumbhash: "" },
    });
    const line = view({ isSold: false, availableMax: 0, stock: "sold_out", picture });
    expect(line).toMatchObject({ title: "Moon jar", brand: "Ondo", options: "White", href: null });
    expect(line?.picture?.src).toContain("https://cdn.example/");
    expect(line && [noticeOf(line), totalsOf([line])]).toMatchObject([
      "gone",
      { totalMinor: 0, listMinor: 0, canBuy: false },
    ]);
  });

  test("one that is sold has its price, its reduction and its page", () => {
    expect(view({})).toMatchObject({
      ...{ unitMinor: 900, compareMinor: 1200, href: "/en/products/a?v=A" },
    });
  });
});
