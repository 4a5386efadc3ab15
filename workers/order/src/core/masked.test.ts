/** What a person who knows the number and the e-mail of an order sees of it, and what stays hidden. */
import { MaskedOrder } from "@edgemart/contracts/order";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeRow, orderRow, parcelRow } from "../../test/order-row.ts";
import { districtOf, maskedName, maskedView } from "./masked.ts";

describe("orders 47: a masked order", () => {
  const shown = maskedView(orderRow({ shipments: [parcelRow()], changes: [changeRow()] }));

  test("is what the contract says: state, titles, total, tracking", () => {
    expect(MaskedOrder.parse(shown)).toEqual(shown);
    expect(shown).toMatchObject({
      ...{ number: "7KQ2-M4XT-9B", status: "PAID", fulfilment: "part_shipped", name: "김*아" },
      ...{ district: "서울특별시 중구", total: { amountMinor: 48_000, currency: "KRW" } },
      titles: [
        { title: { ko: "머그", en: "Mug" }, quantity: 3 },
        { title: { ko: "차", en: "Tea" }, quantity: 1 },
      ],
      shipments: [{ state: "SHIPPED", carrier: "cj", trackingNumber: "1234-5678" }],
    });
    expect(shown.shipments[0]?.trackingUrl).toMatch(/^https:/);
  });

  test("holds no name, address, telephone, memo, e-mail or id", () => {
    const { recipient, phone, ordererPhone, line1, line2, postcode, memo, email, id } = orderRow();
    const hidden = [recipient, phone, ordererPhone, line1, line2, postcode, memo, email, id];
    const text = JSON.stringify(shown);
    for (const each of [...hidden, "김민아", "세종대로"]) expect(text).not.toContain(each);
  });
});

test.each([
  ["김민아", "김*아"],
  ["Mina Kim", "M******m"],
  ["김아", "김*"],
  ["김", "김*"],
  ["", "*"],
  // A sign is one sign, also where it takes two units of UTF-16.
  ["𠮷田実", "𠮷*実"],
])("orders 47: of the name %s is shown %s", (name, masked) => {
  expect(maskedName(name)).toBe(masked);
});

test("orders 47: of a name of any length the first and the last sign at most are shown", () => {
  const name = fc.array(fc.constantFrom("가", "나", "A", "b", "𠮷"), {
    minLength: 3,
    maxLength: 80,
  });
  fc.assert(
    fc.property(name, (signs) => {
      const masked = [...maskedName(signs.join(""))];
      expect(masked.length).toBe(signs.length);
      expect([masked[0], masked.at(-1)]).toEqual([signs[0], signs.at(-1)]);
      expect(masked.slice(1, -1).every((sign) => sign === "*")).toBe(true);
    }),
    { numRuns: 100, seed: 47 },
  );
});

test.each([
  ["서울특별시 중구 세종대로 110", "서울특별시 중구"],
  ["제주특별자치도 제주시 문연로", "제주특별자치도 제주시"],
  // The second word may be the street already.
  ["세종특별자치시 한누리대로", "세종특별자치시"],
  ["세종대로", "세종대로"],
])("orders 47: of the address %s is shown %s", (line1, district) => {
  expect(districtOf(line1)).toBe(district);
});
