/** Laws of every text in both languages. */
import { describe, expect, test } from "vitest";
import { dayOf } from "../domains/legal/day-of.ts";
import { fill } from "./fill.ts";
import { messagesOf } from "./messages.ts";

/** Every text with its path. */
function textsOf(node: object, path = ""): [string, string][] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value]] : textsOf(value, `${path}${key}.`),
  );
}
const korean = textsOf(messagesOf("ko"));
const english = textsOf(messagesOf("en"));

/** Values that are numbers of things. A new one is added here. */
const COUNTS = ["count", "seconds", "minutes", "hours", "days"];
/** English texts in which no word changes with the number. */
const INVARIANT = new Set([
  // What is unread has no plural.
  "notifications.inbox.unreadCount",
  "account.bell.unread",
  // A sign for seconds.
  "admin.notifications.overview.seconds",
  "admin.notifications.overview.oldest",
  "checkout.quantity",
  "checkout.problems.short",
  "orders.andMore",
  "orders.quantity",
  "orders.cancelledOf",
  "orders.returnedOf",
  "cart.buttonWith",
  "cart.said",
  "cart.takeRest",
  "cart.wrongQuantity",
  "cart.notices.fewer",
  "product.fewLeft",
  "listing.moreValues",
  "product.zoom.place",
  "admin.product.stockLink",
  "admin.catalog.productsOf",
]);

describe("storefront B24: numbers and words agree", () => {
  test("an English text with a number of things has both forms of its word, or no word that changes", () => {
    const counting = english.filter(([, text]) => COUNTS.some((name) => text.includes(`{${name}`)));
    expect(counting.length).toBeGreaterThan(5);
    const lacking = counting
      .filter(([, text]) => !COUNTS.some((name) => text.includes(`{${name}:`)))
      .map(([path]) => path);
    expect(lacking.filter((path) => !INVARIANT.has(path))).toEqual([]);
  });

  test("no value with a number's name is followed by a bare plural", () => {
    for (const [path, text] of english) {
      expect([path, /\{(?:count|seconds|minutes|hours|days|total)\} [a-z]+s\b/.test(text)]).toEqual(
        [path, false],
      );
    }
  });

  test("a Korean text has no forms, and both languages fill in the same values", () => {
    const names = (text: string) => [...new Set(text.match(/\{\w+/g) ?? [])].sort();
    const other = new Map(english);
    for (const [path, text] of korean) {
      expect([path, /\{\w+:/.test(text)]).toEqual([path, false]);
      expect([path, names(text)]).toEqual([path, names(other.get(path) ?? "")]);
    }
  });

  test.each([
    [0, "0 products"],
    [1, "1 product"],
    [2, "2 products"],
    [21, "21 products"],
    ["1", "1 product"],
  ])("%j products reads %s", (count, text) => {
    expect(fill(messagesOf("en").product.count, { count })).toBe(text);
  });

  test("an unknown value stays as written, and a value is put in as it is", () => {
    expect(fill("{a} {b:x|y}", { a: "{b}" })).toBe("{b} {b:x|y}");
  });
});

describe("storefront D: the wording of the shop", () => {
  /** Words that were replaced, with what took their place. The administration has its own list. */
  const REPLACED: [RegExp, string][] = [
    [/비밀번호 바꾸기/, "비밀번호 변경"],
    [/\}의 \{browser/, "{browser} · {system}"],
    [/계정을 지웠/, "탈퇴가 완료되었습니다"],
    [/센터에 링크 요청/, "재설정 링크 요청하기"],
    [/문을 닫았/, "잠시 연결이 원활하지 않아요"],
    [/통신판매업신고$/, "통신판매업신고번호"],
    [/부터 적용/, "시행"],
    [/길어서 함께|쓰신 글/, "내용이 길어 임시 보관하지 못했습니다"],
    [/골라 주세요|고르신/, "선택"],
    [/적어 주세요/, "입력해 주세요"],
    [/지웠습니다|지워졌|지울까요/, "삭제"],
    [/바꿨습니다/, "변경했습니다"],
    [/단추/, "버튼"],
  ];
  test("no text of the shop says what was replaced", () => {
    const shop = korean.filter(([path]) => !path.startsWith("admin."));
    const said = shop.filter(([, text]) => REPLACED.some(([old]) => old.test(text)));
    expect(said).toEqual([]);
  });

  test("a day is written out in either language", () => {
    expect([dayOf("2026-11-01", "ko"), dayOf("2026-11-01", "en")]).toEqual([
      "2026년 11월 1일",
      "November 1, 2026",
    ]);
  });
});
