/** What shoppers type. */
import { describe, expect, test } from "vitest";
import {
  foundInside,
  keystrokes,
  lettersOf,
  searchTerms,
  transpositions,
  typingQuery,
  wordQuery,
} from "./search-terms.ts";
import { formsOf } from "./word-forms.ts";

describe("storefront 2, 5: catalog: search words", () => {
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
    expect(wordQuery(["컵"], "whole")).toBe(`'${"컵".normalize("NFKD")}.'`);
  });

  test.each([
    ["two letters", "hsirt", "shirt"],
    ["two letters at the end", "lapm", "lamp"],
    ["two syllables", "그머", "머그"],
    ["two syllables at the beginning", "라세믹", "세라믹"],
    ["a final consonant typed before its vowel", "ㅋ버", "컵"],
    ["a final consonant before its vowel, over a syllable's border", "뭇너", "무선"],
    ["a vowel typed after the next consonant", "ㅁ거ㅡ", "머그"],
  ])("%s exchanged: %s may mean %s", (_what, typed, meant) => {
    const [term = ""] = searchTerms(typed) ?? [];
    expect(transpositions(term)).toContain(keystrokes(meant));
  });

  test("of exchanges there are few, each as long as the word, and none of what says nothing", () => {
    for (const none of ["", "a", "ab", "aaa", "가", "x".repeat(13)]) {
      expect(transpositions(none)).toEqual([]);
    }
    const many = transpositions("컵컵컵컵접접접접달달달달");
    expect(many.length).toBeLessThan(60);
    for (const word of many) expect(word).toHaveLength(36);
    expect(keystrokes("컵")).toBe("\u110f\u1165\u1107");
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

describe("storefront B11: catalog: forms of a word", () => {
  test.each([
    ["mugs", ["mugs", "mug"]],
    ["glasses", ["glasses", "glass"]],
    ["glass", ["glass"]],
    ["knives", ["knives", "knif", "knife", "knive"]],
    ["knife", ["knife", "knives"]],
    ["berry", ["berry", "berries"]],
    ["boxes", ["boxes", "box"]],
    ["bus", ["bus"]],
    ["머그를", ["머그를", "머그"]],
    ["이어폰은", ["이어폰은", "이어폰"]],
    ["컵으로", ["컵으로", "컵"]],
    ["칼을", ["칼을", "칼"]],
    ["가을", ["가을"]],
    ["노을", ["노을"]],
    ["버들", ["버들"]],
    ["종이", ["종이"]],
    ["파란색", ["파란색", "파란"]],
    ["선물용", ["선물용", "선물"]],
    ["500ml", ["500ml"]],
  ])("%s may stand for %j", (word, forms) => {
    expect(formsOf(word)).toEqual(forms);
  });

  test("a syllable that is finished begins no other one, and one that is still being typed does", () => {
    const holds = (lexeme: string, query: string) =>
      lettersOf(lexeme).startsWith(query.replace(/^\(?'|':\*.*$/g, ""));
    expect(holds("머금은", wordQuery(["머그"], "begins"))).toBe(false);
    expect(holds("머그컵", wordQuery(["머그"], "begins"))).toBe(true);
    expect(holds("텀블러", typingQuery("텀브"))).toBe(true);
  });
});
