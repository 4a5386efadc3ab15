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
    ...{ other: "Another e-mail address", use: "Continue with this address", cancel: "Cancel" },
    wrong: "Send a wrong answer",
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
:root{color-scheme:light dark;--paper:light-dark(#fcfcfa,#0f1312);--surface:light-dark(#fff,#171d1b);--ink:light-dark(#121716,#eef2ef);--soft:light-dark(#4d5855,#a8b3ae);--line:light-dark(#7d8782,#7b8883);--accent:light-dark(#0a5a4b,#8dd6be);--on:light-dark(#f6fbf8,#06251d)}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 Pretendard,system-ui,sans-serif;word-break:keep-all}
main{max-width:26rem;margin:0 auto;padding:3rem 1.25rem}h1{margin:0;font-size:1.6rem;letter-spacing:-.02em;line-height:1.3}p,label{color:var(--soft)}
form{display:grid;gap:.5rem;margin-block-end:1.75rem}label{font-size:.875rem}
button,input{font:inherit;width:100%;box-sizing:border-box;min-height:2.75rem;padding:.5rem .9rem;border:1px solid var(--line);border-radius:3px;background:var(--surface);color:var(--ink);text-align:start}
button{cursor:pointer;font-weight:500}button:hover{border-color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.main{border-color:transparent;background:var(--accent);color:var(--on);text-align:center}
.ways{grid-template-columns:1fr 1fr}.ways button{text-align:center}
</style></head><body><main><h1>${words.title}</h1><p>${words.stand}</p>
<form method="post">${PEOPLE.map(
      (key) => html`<button name="person" value="${key}">${words.people[key]}</button>`,
    )}</form>
<form method="post"><label>${words.other} <input name="email" type="email" required maxlength="254"></label>
<button class="main">${words.use}</button></form>
<form class="ways" method="post"><button name="do" value="cancel">${words.cancel}</button>
<button name="do" value="wrong">${words.wrong}</button></form></main></body></html>`,
  );
}
