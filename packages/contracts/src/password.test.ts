import { describe, expect, test } from "vitest";
import { isPasswordForm, normalizePassword } from "./password.ts";

describe("password form (auth 11)", () => {
  test.each([
    ["eight characters", "abcdefgh", true],
    ["seven", "abcdefg", false],
    ["eight emoji count as eight", "🍵".repeat(8), true],
    ["256 emoji", "🍵".repeat(256), true],
    ["257 letters", "a".repeat(257), false],
    ["spaces are characters", "a b c d e", true],
    ["NUL", "abcdefg\0h", false],
    ["a lone surrogate", "abcdefgh\ud800", false],
    ["more than 1024 bytes", "한".repeat(342), false],
    ["1017 bytes in 113 characters, decomposed", "각".normalize("NFD").repeat(113), true],
    ["1026 bytes in 114 characters, decomposed", "각".normalize("NFD").repeat(114), false],
  ])("%s", (_, password, taken) => {
    expect(isPasswordForm(password)).toBe(taken);
  });

  test("has one form for composed and decomposed characters (attack 63)", () => {
    const word = "한글비밀번호é";
    expect(normalizePassword(word.normalize("NFD"))).toBe(normalizePassword(word.normalize("NFC")));
  });
});
