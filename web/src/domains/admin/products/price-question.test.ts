import { describe, expect, test } from "vitest";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { products } from "../../../../../tools/seed/catalog.ts";
import { isMeant, isUnusual } from "./price-question.ts";

const sure = (...amounts: string[]): PostedForm => ({
  ...{ lang: "ko", text: () => "", file: null },
  all: (name) => (name === "sure" ? amounts : []),
});
const won = (amountMinor: number) => ({ amountMinor, currency: "KRW" as const });

describe("an unusual price", () => {
  test.each([0, 10_000_001, 999_999_999_999])(
    "%i won is saved only when it is said to be meant",
    (amount) => {
      expect(isUnusual(won(amount))).toBe(true);
      expect([isMeant(sure(), won(amount)), isMeant(sure(String(amount)), won(amount))]).toEqual([
        false,
        true,
      ]);
    },
  );
  test("a tick for one amount says nothing of another", () => {
    expect(isMeant(sure("0"), won(999_999_999_999))).toBe(false);
  });
  test("no price of the demo shop is one", () => {
    const prices = products.flatMap(({ variants }) => variants.map(({ priceMinor }) => priceMinor));
    expect(prices.filter((price) => isUnusual(won(price)))).toEqual([]);
  });
});
