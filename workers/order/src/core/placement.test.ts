/** An order as it is written: where it goes, and its lines at the prices of now. */
import { AddressInput } from "@edgemart/contracts/address";
import { describe, expect, test } from "vitest";
import type { OrderedLine } from "./lines.ts";
import { destinationOf, placedLines } from "./placement.ts";

const MINA = { name: "김민아", email: "mina@example.com", phone: "010-1234-5678" };
const ADDRESS = AddressInput.parse({
  ...{ recipient: "박서준", phone: "010-8765-4321", country: "KR" },
  ...{ postcode: "04524", line1: "서울특별시 중구 세종대로 110", line2: "3층" },
});

describe("orders 1, 2: an order goes", () => {
  test("to the address that was given, and to the one named there", () => {
    const destination = destinationOf(ADDRESS, MINA);
    expect(destination).toEqual({
      ok: true,
      value: {
        ...{ recipient: "박서준", phone: "010-8765-4321", country: "KR", postcode: "04524" },
        ...{ line1: "서울특별시 중구 세종대로 110", line2: "3층" },
      },
    });
  });

  test("in the source system's form to the orderer, in Korea: city, then street", () => {
    const address = { street: "세종대로 110", city: "서울특별시 중구", zipCode: "04524" };
    expect(destinationOf(address, MINA)).toEqual({
      ok: true,
      value: {
        ...{ recipient: "김민아", phone: "010-1234-5678", country: "KR", postcode: "04524" },
        ...{ line1: "서울특별시 중구 세종대로 110", line2: null },
      },
    });
  });

  test("to no other country, and nowhere without a postcode", () => {
    for (const more of [{ country: "US" }, { postcode: null }]) {
      expect(destinationOf({ ...ADDRESS, ...more } as typeof ADDRESS, MINA)).toEqual({
        ...{ ok: false, error: { code: "shipping_unavailable" } },
      });
    }
  });
});

describe("orders 5, 13: the lines of an order", () => {
  const ordered = (sku: string, amountMinor: number, quantity: number): OrderedLine => ({
    line: {
      ...{ kind: "priced", sku, productId: `prd_${sku}`, slug: sku, pictureId: null, available: 9 },
      ...{ title: { ko: "머그", en: "Mug" }, options: [{ ko: "파랑", en: "Blue" }] },
      unit: { amountMinor, currency: "KRW" },
    },
    quantity,
  });

  test("keep what was bought at its price, numbered from 1, each with its discount", () => {
    const lines = placedLines([ordered("A-1", 9_000, 2), ordered("B-2", 500, 1)], {
      ...{ currency: "KRW", itemsMinor: 18_500, discountMinor: 1_000, shippingMinor: 0 },
      ...{ totalMinor: 17_500, discounts: [973, 27], shippingMethod: "standard" },
    });
    const texts = {
      ...{ title_ko: "머그", title_en: "Mug", options: [{ ko: "파랑", en: "Blue" }] },
      picture_id: null,
    };
    expect(lines).toEqual([
      {
        ...{ ...texts, line: 1, sku: "A-1", product_id: "prd_A-1", unit_minor: 9_000 },
        ...{ quantity: 2, discount_minor: 973 },
      },
      {
        ...{ ...texts, line: 2, sku: "B-2", product_id: "prd_B-2", unit_minor: 500 },
        ...{ quantity: 1, discount_minor: 27 },
      },
    ]);
  });
});
