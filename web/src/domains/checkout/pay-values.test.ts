import { describe, expect, test } from "vitest";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { payInput } from "./pay-values.ts";
import { splitBy, usablePoints } from "./points-split.ts";

const ORDER = {
  id: "ord_01k9z3v5e8f0r9t2m4w6y8a1bc",
  total: { amountMinor: 51_000, currency: "KRW" as const },
};
const of = (fields: Record<string, string>): PostedForm => ({
  ...{ lang: "ko", all: () => [], file: null },
  text: (name) => fields[name] ?? "",
});
const made = (fields: Record<string, string>) => payInput(of({ agree: "on", ...fields }), ORDER);
const wrong = (fields: Record<string, string>) => {
  const input = payInput(of(fields), ORDER);
  return input.ok ? [] : input.error.errors?.map(({ path, code }) => `${path} ${code}`);
};

describe("payments 2: the payment form divides the total", () => {
  test.each([
    ["", "CARD", 0, 51_000],
    ["1000", "MIXED", 1_000, 50_000],
    ["51000", "POINT", 51_000, 0],
  ])("points %j: %s", (pointUsed, paymentMethod, points, card) => {
    expect(made({ pointUsed })).toMatchObject({
      value: { paymentMethod, pointUsed: points, cardAmount: { amountMinor: card } },
    });
  });

  test.each(["-1", "0.5", "1e3", "51001", "x", "９", "99"])(
    "points %j are refused",
    (pointUsed) => {
      expect(wrong({ agree: "on", pointUsed })).toEqual(["pointUsed invalid"]);
    },
  );

  test("nothing is paid without the tick", () => expect(wrong({})).toEqual(["agree missing"]));
});

describe("payments 26: a cash receipt", () => {
  const number = "010-1234-5678";
  test("goes with a transfer or a deposit, its number without spaces and hyphens", () => {
    const fields = { instrument: "transfer", receipt: "income_deduction", receiptNumber: number };
    expect(made(fields)).toMatchObject({
      value: { cashReceipt: { purpose: "income_deduction", number: "01012345678" } },
    });
    expect(made({ ...fields, instrument: "card" })).toMatchObject({
      value: { cashReceipt: { purpose: "none" } },
    });
  });

  test.each(["", "12", "01012x45678"])("with the number %j is refused", (receiptNumber) => {
    const fields = { agree: "on", instrument: "transfer", receipt: "expense_proof" };
    expect(wrong({ ...fields, receiptNumber })).toEqual(["receiptNumber invalid"]);
  });
});

describe("points 23: all points at once", () => {
  test.each([
    [51_000, 51_000, 51_000],
    [60_000, 51_000, 51_000],
    [50_950, 51_000, 50_900],
    [500, 51_000, 500],
    [99, 51_000, 0],
    [0, 51_000, 0],
    [150, 180, 0],
    [50, 50, 50],
  ])("%i points and a total of %i: %i can be used", (available, total, usable) => {
    expect(usablePoints(available, total)).toBe(usable);
  });
});

describe("points 23: what typed points leave to pay", () => {
  test.each([
    ["", { points: 0, cardMinor: 51_000 }],
    ["0", { points: 0, cardMinor: 51_000 }],
    ["100", { points: 100, cardMinor: 50_900 }],
    [" 50900 ", { points: 50_900, cardMinor: 100 }],
    ["51000", { points: 51_000, cardMinor: 0 }],
    ["99", null],
    ["50901", null],
    ["51001", null],
    ["-100", null],
    ["x", null],
  ])("%j of 60,000 points for 51,000 won", (typed, split) => {
    expect(splitBy(typed, 60_000, 51_000)).toEqual(split);
  });
  test("never more than there are, and few points for a smaller total", () => {
    expect(splitBy("600", 500, 51_000)).toBeNull();
    expect(splitBy("60", 500, 60)).toEqual({ points: 60, cardMinor: 0 });
  });
});
