import { describe, expect, test } from "vitest";
import { moneyOf, moneyText } from "./money-input.ts";

describe("amounts as typed", () => {
  test.each([
    ["24000", "KRW", 24_000],
    ["24,000", "KRW", 24_000],
    [" 0 ", "KRW", 0],
    ["12.5", "USD", 1_250],
    ["0.07", "EUR", 7],
    ["1,234.56", "USD", 123_456],
    ["24000원", "KRW", 24_000],
    ["₩24,000", "KRW", 24_000],
    ["$12.50", "USD", 1_250],
  ] as const)("%j %s is %i", (text, currency, amountMinor) => {
    expect(moneyOf(text, currency)).toEqual({ amountMinor, currency });
  });
  test.each(["", "-1", "1e3", "12.5", "1,2", "1,0000", "9".repeat(13), "NaN"])(
    "%j is no amount of won",
    (text) => {
      expect(moneyOf(text, "KRW")).toBeNull();
    },
  );
  test("is written so that it reads back the same", () => {
    for (const currency of ["KRW", "USD", "JPY", "EUR"] as const) {
      for (const amountMinor of [0, 5, 50, 1_250, 24_000, 999_999_999_999]) {
        const money = { amountMinor, currency };
        expect(moneyOf(moneyText(money), currency)).toEqual(money);
      }
    }
  });
});
