import { describe, expect, test } from "vitest";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { orderInput, quoteInput } from "./checkout-values.ts";

const LINES = [{ sku: "ONG-0001-WHITE", quantity: 2, priceSeenMinor: 24_000 }];
const MEMOS = { door: "문 앞에 놓아 주세요", guard: "경비실에 맡겨 주세요", call: "전화 주세요" };
const TYPED = {
  name: "김민아",
  email: "mina@example.com",
  phone: "010-1234-5678",
  address: "new",
  postcode: "04766",
  line1: "서울특별시 성동구 가람길 12",
  memoChoice: "none",
  total: "51000",
};
const of = (fields: Record<string, string>): PostedForm => ({
  ...{ lang: "ko", all: () => [], file: null },
  text: (name) => fields[name] ?? "",
});
const ordered = { lines: LINES, saved: null, memos: MEMOS, locale: "ko", currency: "KRW" } as const;
const wrong = (fields: Record<string, string>) => {
  const made = orderInput(of(fields), ordered);
  return made.ok ? [] : made.error.errors?.map(({ path, code }) => `${path} ${code}`);
};

describe("orders 51: the checkout form", () => {
  test("is an order: who orders receives it where nothing else is said, the total is the one shown", () => {
    expect(orderInput(of(TYPED), ordered)).toEqual({
      ok: true,
      value: {
        items: [{ sku: "ONG-0001-WHITE", quantity: 2 }],
        contact: { name: "김민아", email: "mina@example.com", phone: "010-1234-5678" },
        shippingAddress: {
          ...{ recipient: "김민아", phone: "010-1234-5678", country: "KR", postcode: "04766" },
          ...{ line1: "서울특별시 성동구 가람길 12", line2: null },
        },
        memo: "",
        locale: "ko",
        expectedTotal: { amountMinor: 51_000, currency: "KRW" },
      },
    });
  });

  test("names each wrong field at once in the order of the form, an empty one as missing", () => {
    expect(wrong({ address: "new", email: "mina", postcode: "4766" })).toEqual([
      "name missing",
      "phone missing",
      "email invalid",
      "postcode invalid",
      "line1 missing",
    ]);
  });

  test.each([
    ["none", "ignored", ""],
    ["door", "ignored", MEMOS.door],
    ["own", "옆집에 맡겨 주세요", "옆집에 맡겨 주세요"],
  ])("asks the courier what was chosen: %s", (memoChoice, memo, said) => {
    expect(orderInput(of({ ...TYPED, memoChoice, memo }), ordered)).toMatchObject({
      value: { memo: said },
    });
  });

  test("orders 57.33: a memo of several lines, or that turns the writing around, is refused", () => {
    for (const memo of ["a\r\nb", "abc\u202Edef", "가".repeat(101)]) {
      expect(wrong({ ...TYPED, memoChoice: "own", memo })).toEqual(["memo invalid"]);
    }
  });

  test("takes a saved address as it is saved", () => {
    const saved = {
      ...{ recipient: "이서준", phone: "010-0000-0000", country: "KR" as const },
      ...{ postcode: "63000", line1: "제주시 1", line2: null },
    };
    const made = orderInput(of({ ...TYPED, postcode: "" }), { ...ordered, saved });
    expect(made).toMatchObject({ value: { shippingAddress: saved } });
  });
});

test("orders 12: the price is asked for what is typed so far; half a postcode is none", () => {
  const items = [{ sku: "ONG-0001-WHITE", quantity: 2 }];
  expect(quoteInput(LINES, { couponCode: " welcome10 " }, "630")).toEqual({
    items,
    couponCode: "welcome10",
  });
  expect(quoteInput(LINES, { shippingMethod: "standard" }, "63000")).toEqual({
    items,
    postcode: "63000",
    shippingMethod: "standard",
  });
});
