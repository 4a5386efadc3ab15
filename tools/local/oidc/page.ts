/** The one page of the local stand-in of Google: who signs in. It runs no script and loads nothing. */
import { html } from "hono/html";
import { PEOPLE, type PersonKey } from "./people.ts";

type Lang = "ko" | "en";

const WORDS = {
  ko: {
    ...{
      title: "누구로 로그인할까요?",
      stand: "로컬 대역 — Google이 아니며, 밖으로 나가지 않습니다.",
    },
    ...{
      other: "다른 이메일 주소",
      use: "이 주소로 계속",
      cancel: "취소",
      wrong: "틀린 답 보내기",
    },
    people: {
      ...{ new: "처음 온 사람", member: "데모 회원의 주소를 쓰는 사람" },
      ...{ unconfirmed: "Google에서 주소를 확인하지 않은 사람", recycled: "같은 주소, 다른 계정" },
    } satisfies Record<PersonKey, string>,
  },
  en: {
    ...{
      title: "Who signs in?",
      stand: "Local stand-in — not Google; nothing leaves this computer.",
    },
    ...{ other: "Another e-mail address", use: "Continue with it", cancel: "Cancel" },
    wrong: "Answer wrongly",
    people: {
      ...{ new: "Somebody new", member: "Somebody with the demo member's address" },
      ...{
        unconfirmed: "Somebody unconfirmed at Google",
        recycled: "Same address, another account",
      },
    } satisfies Record<PersonKey, string>,
  },
} as const;

/** Headers of the page. No `form-action`: a form of it leads through a redirect back to the shop. */
export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** Draws it. @param acceptLanguage header of the browser */
export async function peoplePage(acceptLanguage: string | undefined): Promise<string> {
  const lang: Lang = /^\s*en\b/i.test(acceptLanguage ?? "") ? "en" : "ko";
  const words = WORDS[lang];
  return String(
    await html`<!doctype html><html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${words.title}</title><style>
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:2rem auto;padding:0 1rem}
button,input{font:inherit;width:100%;box-sizing:border-box;min-height:44px;margin:.25rem 0;padding:.5rem;text-align:left}
</style></head><body><main><h1>${words.title}</h1><p>${words.stand}</p>
<form method="post">${PEOPLE.map(
      (key) => html`<button name="person" value="${key}">${words.people[key]}</button>`,
    )}</form>
<form method="post"><label>${words.other} <input name="email" type="email" required maxlength="254"></label>
<button>${words.use}</button></form>
<form method="post"><button name="do" value="cancel">${words.cancel}</button>
<button name="do" value="wrong">${words.wrong}</button></form></main></body></html>`,
  );
}
