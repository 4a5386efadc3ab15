/** What is advertising, and how it is called. */
import { describe, expect, test } from "vitest";
import { adSubject, adWords, holdsLabel, isLabelled } from "./advertising.ts";
import { SUBJECT_MAX } from "./content.ts";

const texts = (title: string, text = "–") => ({
  ko: { title, text },
  en: { title: "–", text: "–" },
});

describe("notifications 19 (b), 49.11: the label of advertising", () => {
  test("is exactly this, with the sender's name, and first", () => {
    expect(adSubject("새 그릇")).toBe("(광고) Edgemart: 새 그릇");
    expect(isLabelled(adSubject("새 그릇"))).toBe(true);
    const long = adSubject("가".repeat(80));
    expect([[...long].length, isLabelled(long)]).toEqual([SUBJECT_MAX, true]);
  });

  test.each([
    "Edgemart: 새 그릇",
    "새 그릇 (광고)",
    "[광고] Edgemart: 새 그릇",
    "(광 고) Edgemart: 새 그릇",
    "（광고） Edgemart: 새 그릇",
    "［광고］ Edgemart: 새 그릇",
    "(광\u200b고) Edgemart: 새 그릇",
    "(광고)Edgemart: 새 그릇",
    " (광고) Edgemart: 새 그릇",
    "(광고) Other: 새 그릇",
    "(광고) Edgemart: 새 그릇 (광고)",
    "(AD) Edgemart: new",
  ])("%s is refused", (subject) => {
    expect(isLabelled(subject)).toBe(false);
  });

  test("staff write none of their own, however it is disguised", () => {
    for (const title of [
      "(광고) 새 그릇",
      "새 ［광고］ 그릇",
      "(광\u200b고)",
      "【광 고】",
      "<광고>",
      "(광\u00ad고)",
    ]) {
      expect([title, holdsLabel(title)]).toEqual([title, true]);
    }
    for (const title of ["광고 없는 소식", "(새 소식) 광고", "광고성 정보 수신 동의 안내"]) {
      expect([title, holdsLabel(title)]).toEqual([title, false]);
    }
  });
});

describe("notifications 21, 49.12: words of advertising", () => {
  test.each([
    ["겨울 할인", ["할인"]],
    ["약관 안내와 쿠 폰", ["쿠폰"]],
    ["무료 배송 시작", ["무료배송"]],
    ["할\u200b인", ["할인"]],
    ["Ｓａｌｅ 10% OFF", ["sale", "% off"]],
    ["Coupons inside", ["coupon"]],
  ])("%s", (title, words) => {
    expect(adWords(texts(title)).ko).toEqual(words);
  });

  test.each([
    "약관이 바뀝니다",
    "서비스 점검 안내",
    "An ideal day, wholesale prices aside",
    "12월 1일 휴무",
  ])("%s advertises nothing", (title) => {
    expect(adWords(texts(title))).toEqual({ ko: [], en: [] });
  });

  test("one line is enough, in either language", () => {
    const said = { ko: { title: "휴무 안내", text: "월요일은 쉽니다." } };
    expect(
      adWords({
        ...said,
        en: { title: "Closed", text: "Closed on Monday.\n\nUse code X for a discount." },
      }).en,
    ).toEqual(["discount"]);
  });
});
