/** Where a shopper goes to pay, and where the page leads back to. */
import { describe, expect, test } from "vitest";
import { IDS } from "../../test/rows.ts";
import { pageOf, widgetOf } from "./payment-page.ts";
import { PageFacts } from "./payment-row.ts";

const options = {
  baseUrl: "http://127.0.0.1:54332",
  clientKey: "test_ck",
  shopOrigin: "https://shop.example",
  useEscrow: false,
};
const attempt = {
  paymentId: IDS.payment,
  currency: "KRW" as const,
  cardMinor: 24_000,
  instrument: "card" as const,
  page: PageFacts.parse({
    orderName: "린넨 셔츠 & 2",
    returnPath: "/checkout/ord_1/return",
    locale: "en",
  }),
};
type Attempt = Parameters<typeof pageOf>[0];
function addressOf(more: Partial<Attempt> = {}, changed: Partial<typeof options> = {}): URL {
  const next = pageOf({ ...attempt, ...more }, { ...options, ...changed });
  if (next.type !== "redirect") throw new Error("the stand-in's page is an address");
  return new URL(next.url);
}
const queryOf = (...given: Parameters<typeof addressOf>) =>
  Object.fromEntries(addressOf(...given).searchParams);

describe("payments 40: the stand-in's page", () => {
  test("takes everything in its address", () => {
    const { origin, pathname, hash } = addressOf();
    expect({ origin, pathname, hash }).toEqual({
      origin: options.baseUrl,
      pathname: "/checkout",
      hash: "",
    });
    expect(queryOf()).toEqual({
      clientKey: "test_ck",
      orderId: IDS.payment,
      orderName: "린넨 셔츠 & 2",
      amount: "24000",
      currency: "KRW",
      successUrl: "https://shop.example/checkout/ord_1/return",
      failUrl: "https://shop.example/checkout/ord_1/return",
      method: "card",
      lang: "en",
    });
  });

  test("payments 43.27: the amount is in the unit of its currency", () => {
    expect(queryOf({ currency: "USD", cardMinor: 1_990 }).amount).toBe("19.9");
    expect(queryOf({ currency: "JPY", cardMinor: 1_250 }).amount).toBe("1250");
  });

  test("payments 43.30: it leads back to the shop's own origin, which configuration names", () => {
    for (const returnPath of ["/", "/a?b=c&d#e", "/ko/checkout"]) {
      const page = { ...attempt.page, returnPath };
      const { successUrl, failUrl } = queryOf({ page });
      expect(new URL(successUrl ?? "").origin).toBe(options.shopOrigin);
      expect(failUrl).toBe(successUrl);
      expect(successUrl).toBe(`${options.shopOrigin}${returnPath}`);
    }
  });
});

test.each([
  ["card", false],
  ["easy_pay", false],
  ["transfer", true],
  ["virtual_account", true],
] as const)(
  "payments 31: %s goes through escrow: %s, where configuration says so",
  (instrument, isHeld) => {
    expect(queryOf({ instrument }, { useEscrow: true }).useEscrow).toBe(
      isHeld ? "true" : undefined,
    );
    expect(queryOf({ instrument }, { useEscrow: false }).useEscrow).toBeUndefined();
    expect(queryOf({ instrument }).method).toBe(instrument);
  },
);

test.each([
  ["income_deduction", "소득공제"],
  ["expense_proof", "지출증빙"],
  [null, undefined],
] as const)("payments 26: a cash receipt for %s is asked for as %s", (receipt, type) => {
  const page = { ...attempt.page, receipt };
  expect(queryOf({ page }).cashReceiptType).toBe(type);
});

test.each([
  ["/checkout/ord_1/return", "/checkout/ord_1"],
  ["/ko/points/charge/return", "/ko/points/charge"],
  ["/return", ""],
])("payments 1: Toss's page opens on ours, one before %s: %s", (returnPath, page) => {
  expect(widgetOf({ page: { ...attempt.page, returnPath } })).toEqual({ type: "widget", page });
});
