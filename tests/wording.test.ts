/** The administration speaks as its users do: turns of phrase that were found strange stay out of every text of it. */
import { describe, expect, test } from "vitest";
import { adminEn } from "../web/src/messages/admin.en.ts";
import { adminKo } from "../web/src/messages/admin.ko.ts";

const KOREAN = [
  ...["까닭", "움직임", "변화량", "주소 이름", "내림", "한 사람", "한 일", "어디서", "막힌 시도"],
  ...["골라 주세요", "적어 주세요", "적습니다", "찾기", "들어 있음", "넣기", "빼기", "풀기"],
  ...["가운데 하나로는", "바꿔서 하지 않았습니다", "아래 카테고리", "의 부분", "붙임표"],
];
const ENGLISH = [
  ...[
    "take away",
    "taken away",
    "take out",
    "put in",
    "to the front",
    "move stock",
    "free to sell",
  ],
  ...["stands in", "address name", "refuses to", "administration away", "somebody else changed"],
];
/** "The product is saved." */
const FULL_SENTENCE = /^The [a-z ]+ (is|are) (saved|created|removed|added|changed|moved)\.$/;

function texts(of: unknown, path = ""): [path: string, text: string][] {
  if (typeof of === "string") return [[path, of]];
  return Object.entries(of as object).flatMap(([key, value]) => texts(value, `${path}.${key}`));
}

describe("the wording of the administration", () => {
  test("has as many texts in both languages, none of them empty", () => {
    const [ko, en] = [texts(adminKo), texts(adminEn)];
    expect(ko.length).toBeGreaterThan(300);
    expect(en.map(([path]) => path)).toEqual(ko.map(([path]) => path));
    expect([...ko, ...en].filter(([, text]) => text.trim() === "")).toEqual([]);
  });
  test.each(KOREAN)("does not say %s", (phrase) => {
    expect(texts(adminKo).filter(([, text]) => text.includes(phrase))).toEqual([]);
  });
  test.each(ENGLISH)("does not say %s", (phrase) => {
    expect(texts(adminEn).filter(([, text]) => text.toLowerCase().includes(phrase))).toEqual([]);
  });
  test("says what was done in two words", () => {
    expect(texts(adminEn).filter(([, text]) => FULL_SENTENCE.test(text))).toEqual([]);
  });
  test("names the same places in both languages", () => {
    const names = (text: string) => [...new Set(text.match(/\{\w+/g) ?? [])].sort();
    const en = new Map(texts(adminEn));
    for (const [path, text] of texts(adminKo)) {
      expect([path, names(en.get(path) ?? "")]).toEqual([path, names(text)]);
    }
  });
});
