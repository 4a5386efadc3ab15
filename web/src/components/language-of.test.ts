import { describe, expect, test } from "vitest";
import { languageOf } from "./language-of.ts";

describe("storefront B18: the language of a text", () => {
  test.each([
    ["달마지 머그", "ko"],
    ["머그 500ml", "ko"],
    ["USB-C 케이블", "ko"],
    ["ㅁ", "ko"],
    ["머그".normalize("NFD"), "ko"],
    ["Dalmaji Mug", "en"],
    ["500ml", "en"],
    ["2027", undefined],
    ["", undefined],
    ["₩32,000", undefined],
  ])("%s: %s", (text, lang) => {
    expect(languageOf(text)).toBe(lang);
  });
});
