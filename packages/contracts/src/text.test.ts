import { describe, expect, test } from "vitest";
import { KoreanAddressInput } from "./address.ts";
import { MemberName } from "./member.ts";
import { isLine, isStorable } from "./text.ts";

const named = (name: string) => MemberName.safeParse(name).success;

describe("a name is one line of visible signs", () => {
  test.each([
    "Mina",
    "علی\u200cرضا",
    "نرگس\u200cسادات میر\u200cحسینی",
    "👩\u200d💻 Mina",
    "🏳\ufe0f\u200d⚧\ufe0f",
    "👨\u200d👩\u200d👧\u200d👦",
    "ශ්\u200dරී ලංකා",
    "മോഹന്\u200d ലാൽ",
    "क्\u200dष",
    "O’Neill-Šć 2.",
    "민아",
  ])("%s is one", (name) => {
    expect(named(name)).toBe(true);
    const address = {
      recipient: name,
      phone: "010-1234-5678",
      country: "KR",
      postcode: "04524",
      line1: name,
    };
    expect(KoreanAddressInput.safeParse(address).success).toBe(true);
  });

  test.each([
    "\u200c",
    "\u200d",
    "\u200d\u200d",
    "\u200dMina",
    "Mina\u200d",
    "Mi\u200c\u200cna",
    " \u200dMina",
  ])("%j: a joiner alone, doubled or at an end is none", (name) => expect(named(name)).toBe(false));

  test("every other control and format character and every end of a line is refused, wherever it is", () => {
    for (let point = 0; point <= 0x10_ffff; point++) {
      const sign = String.fromCodePoint(point);
      if (point === 0x200c || point === 0x200d || !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(sign))
        continue;
      for (const name of [`a${sign}b`, `${sign}a`, `a${sign}`]) {
        if (isLine(name)) throw new Error(`U+${point.toString(16)} is taken`);
      }
    }
  });

  test.each(["", " a", "a ", "\u00a0a", "a\u3000", "\ufeffa"])("%j is none", (name) =>
    expect(named(name)).toBe(false),
  );
});

describe("a text that can be stored", () => {
  test("holds no NUL and no half character", () => {
    expect(["", "a\nb\t컵👩", "a\0b", "a\ud800b", "\udc00"].map(isStorable)).toEqual([
      ...[true, true, false, false, false],
    ]);
  });
});
