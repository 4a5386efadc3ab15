import { describe, expect, test } from "vitest";
import { wholeNumber } from "./number.ts";
import { PageLimit, PageNumber } from "./page.ts";

const read = (text: unknown) => wholeNumber(0, 100).safeParse(text).data;

describe("a number in a query is decimal digits alone", () => {
  test.each([
    ...["0x10", "0b1", "0o7", "1e1", "1E1", "+5", "-5", "-0", " 5", "5 ", "\t5", "5\n", "05", "00"],
    ...["5.0", "5.", ".5", "5,0", "1_0", "5n", "", " ", "NaN", "Infinity", "null", "true", "[5]"],
    ...["५", "５", "٥", "5\u200b", "\ufeff5", "101", "9007199254740993", "9".repeat(400)],
  ])("%j is none", (text) => expect(read(text)).toBeUndefined());

  test("of every text that JavaScript reads as a number only its plain spelling is read", () => {
    for (let number = 0; number <= 100; number++) {
      const plain = String(number);
      expect(read(plain)).toBe(number);
      const others = [`+${plain}`, `0${plain}`, `${plain}.0`, ` ${plain}`, `${plain}e0`];
      for (const text of [...others, `0x${number.toString(16)}`]) {
        expect(Number(text)).toBe(number);
        expect([text, read(text)]).toEqual([text, undefined]);
      }
    }
  });

  test("what was parsed once passes again", () => {
    expect([read(5), read(5.5), read(101), read(null)]).toEqual([5, ...Array(3)]);
  });

  test("the document of the API says its bounds", () => {
    const override = { type: "integer", minimum: 2, maximum: 7 };
    expect(wholeNumber(2, 7).meta()).toEqual({ override });
  });

  test("pages and their limits keep their bounds and what they are without", () => {
    expect([PageNumber.parse(undefined), PageLimit.parse(undefined)]).toEqual([1, 24]);
    expect([PageNumber.safeParse("101").success, PageLimit.safeParse("0").success]).toEqual([
      false,
      false,
    ]);
    expect([PageNumber.parse("100"), PageLimit.parse("1")]).toEqual([100, 1]);
  });
});
