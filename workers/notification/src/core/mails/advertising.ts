/** What advertising is called, and how it differs from news. Pure. @see specs/notifications.md 19 (b), 21 */
import type { AnnouncementTexts } from "@edgemart/contracts/announcements";
import { SHOP_NAME, SUBJECT_MAX } from "./content.ts";

/** Begins the subject of each advertisement: exactly this (Network Act, Enforcement Decree, annex 6). */
export const AD_LABEL = "(광고)";

/** What looks like nothing: zero-width signs, soft hyphens, fillers of Hangul, and spaces. */
const UNSEEN = /\s|\p{Cf}|\u034f|\u115f|\u1160|\u3164|\uffa0/gu;
/** `광고` in brackets of any kind, as it reads once what cannot be seen is left out. */
const LABEL_LIKE = /[([{<（［｛〈《「『【〔<]광고[)\]}>）］｝〉》」』】〕>]/u;

/** A text as it reads: compatible signs as one, without what cannot be seen. */
function asRead(text: string): string {
  return text.normalize("NFKC").replace(UNSEEN, "").toLowerCase();
}

/** Tells whether a text holds the label, or what looks like it. Staff do not write it: the builder does, once. */
export function holdsLabel(text: string): boolean {
  return LABEL_LIKE.test(text.replace(UNSEEN, "")) || LABEL_LIKE.test(asRead(text));
}

/** Makes the subject of an advertisement: the label and the sender's name first. */
export function adSubject(title: string): string {
  const signs = [...`${AD_LABEL} ${SHOP_NAME}: ${title}`];
  return signs.length <= SUBJECT_MAX
    ? signs.join("")
    : `${signs.slice(0, SUBJECT_MAX - 1).join("")}…`;
}

/** Tells whether a subject may go out as advertising: exactly the label, the sender's name, and no second label. */
export function isLabelled(subject: string): boolean {
  const begin = `${AD_LABEL} ${SHOP_NAME}: `;
  return subject.startsWith(begin) && !holdsLabel(subject.slice(AD_LABEL.length));
}

/** Words that offer something. A message with one line of advertising is advertising, whatever else it says. */
const AD_WORDS: Readonly<Record<"ko" | "en", readonly string[]>> = {
  ko: [
    ...["할인", "쿠폰", "특가", "세일", "이벤트", "프로모션", "경품", "증정", "사은품", "혜택"],
    ...[
      "무료배송",
      "최저가",
      "기획전",
      "타임딜",
      "핫딜",
      "1+1",
      "적립금지급",
      "캐시백",
      "한정수량",
    ],
  ],
  en: [
    ...[
      "discount",
      "coupon",
      "sale",
      "promotion",
      "promo",
      "giveaway",
      "free gift",
      "free delivery",
    ],
    ...[
      "% off",
      "special offer",
      "deal",
      "voucher",
      "cashback",
      "event",
      "limited time",
      "save up to",
    ],
  ],
};

/** Lists words of advertising in both languages' texts, whichever text they stand in. */
export function adWords(texts: AnnouncementTexts): { ko: string[]; en: string[] } {
  const found = (lang: "ko" | "en") => {
    const { title, text } = texts[lang];
    const read = asRead(`${title} ${text}`);
    // Latin words are complete ones: "ideal" is no deal.
    const plain = `${title} ${text}`
      .normalize("NFKC")
      .replace(/\p{Cf}/gu, "")
      .toLowerCase();
    return [
      ...AD_WORDS.ko.filter((word) => read.includes(word)),
      ...AD_WORDS.en.filter((word) => isWord(plain, word)),
    ];
  };
  return { ko: found("ko"), en: found("en") };
}

function isWord(text: string, word: string): boolean {
  const pattern = word.replaceAll(/[+%]/g, "\\$&").replaceAll(" ", "\\s+");
  return new RegExp(`(?<![a-z])${pattern}(?:s|ed)?(?![a-z])`).test(text);
}
