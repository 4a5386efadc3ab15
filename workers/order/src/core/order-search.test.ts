/** What staff type to find an order, and what it can mean. */
import { describe, expect, test } from "vitest";
import { orderSearch } from "./order-search.ts";

describe("orders 42: a text is looked for as", () => {
  test.each([
    ["7kq2m4", "7KQ2-M4"],
    ["7KQ2-M4XT-9B", "7KQ2-M4XT-9B"],
    ["7KQ2M4XT9B", "7KQ2-M4XT-9B"],
    ["7k", "7K"],
    ["7kq2", "7KQ2"],
    ["7kq2m4xt", "7KQ2-M4XT"],
    // Signs that no number has, too few and too many of them.
    ["7kq2i4", null],
    ["7kq2o4", null],
    ["7kq2u4", null],
    ["7", null],
    ["7KQ2M4XT9BB", null],
    ["7KQ2 M4XT", null],
    ["x7KQ2*", null],
  ])("a number's beginning: %s", (text, number) => {
    expect(orderSearch(text).number).toBe(number);
  });

  test.each([
    ["Mina@Example.COM", "mina@example.com"],
    // The form that is kept, also of what is not written to its end.
    ["mina@bücher.example", "mina@xn--bcher-kva.example"],
    ["Mina@Exa", "mina@exa"],
    ["MINA", "mina"],
    ["mina kim", null],
    ["mina\tkim", null],
  ])("an e-mail's beginning: %s", (text, email) => {
    expect(orderSearch(text).email).toBe(email);
  });

  test.each([
    ["김민", "김민"],
    ["Mina Kim", "Mina Kim"],
    ["mina@example.com", null],
  ])("a name's beginning, as it is typed: %s", (text, name) => {
    expect(orderSearch(text).name).toBe(name);
  });

  test.each([
    ["5678", "8765"],
    ["567", null],
    ["010-1234-5678", "8765432101"],
    ["+82 10-1234-5678", "8765432101"],
    ["821012345678", "8765432101"],
    ["01012345678", "8765432101"],
    // Too short to begin with a country's code: these are the number's own digits.
    ["8212-3456", "65432128"],
    ["0123", "3210"],
    ["010 1234 5678", "8765432101"],
    // A 0 or 82 in the middle is the number's own.
    ["5012345678", "8765432105"],
    ["5678a", null],
    ["a5678", null],
    ["56+78", null],
    ["+5678", "8765"],
    ["----", null],
  ])("the end of a telephone number, its last digit first: %s", (text, reversed) => {
    expect(orderSearch(text).phoneReversed).toBe(reversed);
  });

  test("one telephone, however it is written", () => {
    const spellings = ["010-1234-5678", "+82 10-1234-5678", "+82-10-1234-5678", "01012345678"];
    expect(new Set(spellings.map((text) => orderSearch(text).phoneReversed)).size).toBe(1);
  });
});
