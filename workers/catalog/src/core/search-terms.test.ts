/** What shoppers type. */
import { describe, expect, test } from "vitest";
import { foundInside, searchTerms, wordQuery } from "./search-terms.ts";

describe("storefront 2, 5: catalogue: search words", () => {
  test.each([
    ["", null],
    ["   ", null],
    ["!!!", []],
    ["\0%_\\'\"", []],
    ["세라믹 머그컵", ["세라믹", "머그컵"]],
    ["머그".normalize("NFD"), ["머그"]],
    ["Ｍug  MUG mug", ["mug"]],
    ["a'b:*&|!(c)", ["a", "b", "c"]],
    ["500ml", ["500ml"]],
    ["1 2 3 4 5 6 7", ["1", "2", "3", "4", "5", "6"]],
    ["x".repeat(100), ["x".repeat(40)]],
  ])("%j becomes %j", (q, terms) => {
    expect(searchTerms(q)).toEqual(terms);
  });

  test("no sign of a hostile query reaches the tsquery but our own", () => {
    const hostile = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)).join("");
    for (const term of searchTerms(hostile) ?? []) expect(term).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
    expect(wordQuery(["a", "bc"], "inside")).toBe("'a':* & ('bc':* | '~bc':*)");
    expect(wordQuery(["a", "bc"], "begins")).toBe("'a':* & 'bc':*");
    expect(wordQuery(["컵"], "whole")).toBe(`'${"컵".normalize("NFKD")}'`);
  });

  test("a single Hangul syllable is looked for inside words, a single Latin letter is not", () => {
    expect([foundInside("컵"), foundInside("a"), foundInside("7"), foundInside("ab")]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});
