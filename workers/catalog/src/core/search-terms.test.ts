/** What shoppers type. */
import { describe, expect, test } from "vitest";
import {
  foundInside,
  keystrokes,
  lettersOf,
  namedQuery,
  searchTerms,
  skuQuery,
  soundQuery,
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
    ["Mina's mug", ["mina", "mug"]],
    ["mina’s", ["mina"]],
    ["mina'shop 7's", ["mina", "shop", "7", "s"]],
    ["minaxs", ["minaxs"]],
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

  test("an entire word is found in its plural, too; of letters alone, three at least", () => {
    const whole = (term: string) => wordQuery([term], "whole");
    expect(["candle", "xyz", "ab", "a1b", "500ml"].map(whole)).toEqual([
      "('candle' | 'candles')",
      "('xyz' | 'xyzs')",
      "'ab'",
      "'a1b'",
      "'500ml'",
    ]);
    expect(wordQuery(["mugs"], "begins")).toBe("('mugs':* | 'mug':*)");
  });

  test("short Latin words are looked for where a word of a title begins, others inside as well", () => {
    expect(["red", "r", "12", "blue", "컵"].map((term) => soundQuery(term).includes("~"))).toEqual([
      ...[false, false, false, true, true],
    ]);
  });

  test("a name or a tag is found as a whole, in each form of the word", () => {
    expect(namedQuery("mugs")).toBe("'=mugs' | '=mug'");
    expect(namedQuery("bus")).toBe("'=bus'");
  });

  test("a SKU is letters and digits, a digit among them, 4 to 64 together", () => {
    expect(skuQuery(["ong", "0001"])).toBe("'#ong0001':*");
    expect([skuQuery(["a234"]), skuQuery(["a", "1".repeat(63)])].includes(null)).toBe(false);
    const none = [
      ["abc"],
      ["abcd"],
      ["a12"],
      ["a", "1".repeat(64)],
      ["컵", "123"],
      ["12345", "컵"],
      [],
    ];
    for (const terms of none) expect([terms, skuQuery(terms)]).toEqual([terms, null]);
  });

  test("while a word is being typed its last syllable is open, and a single Latin letter begins words", () => {
    expect(typingQuery("a")).toBe("'a':*");
    expect(typingQuery("ab")).toBe("('ab':* | '~ab':*)");
    expect(wordQuery(["a"], "inside")).toBe("'a':*");
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
    expect(transpositions("abcdefghijkl")).toHaveLength(11);
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
    ["ivy", ["ivy"]],
    ["cuff", ["cuff"]],
    ["leaf", ["leaf", "leaves"]],
    ["feather", ["feather"]],
    ["tray", ["tray"]],
    ["cycle", ["cycle"]],
    ["heroes", ["heroes", "hero", "heroe"]],
    ["컵mugs", ["컵mugs"]],
    ["mug7s", ["mug7s"]],
    ["머그으로", ["머그으로", "머그으"]],
    ["칼으로", ["칼으로", "칼으"]],
    ["머그로", ["머그로", "머그"]],
    ["유리칼로", ["유리칼로", "유리칼"]],
    ["머그컵로", ["머그컵로"]],
    ["머그컵를", ["머그컵를"]],
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
