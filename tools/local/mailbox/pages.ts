/** The pages of the mailbox: the list, one mail or text message, and what goes wrong. No page runs a script. */
import type { Context } from "hono";
import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { FAULTS, type Faults } from "./faults.ts";
import { isMail, type Kept, type KeptText } from "./mail.ts";

type Piece = HtmlEscapedString | Promise<HtmlEscapedString>;
type Lang = "ko" | "en";

const WORDS = {
  ko: {
    ...{
      name: "테스트 메일함",
      none: "아직 메일이나 문자가 없습니다.",
      to: "받는 주소·번호",
      search: "찾기",
    },
    ...{ notice: "이 컴퓨터에서 보낸 메일과 문자가 모두 여기에 있습니다. 밖으로 나가지 않습니다." },
    ...{ text: "텍스트", headers: "헤더", fail: "고장 내기", times: "메일 수", arm: "적용" },
    ...{
      armed: "다음 메일",
      nothing: "고장 없음",
      stop: "고장 해제",
      mails: "메일",
      other: "English",
    },
    ...{ shown: "보이는 모습", sms: "문자", template: "템플릿", variables: "변수" },
  },
  en: {
    ...{
      name: "Test mailbox",
      none: "There is nothing yet.",
      to: "Address or number",
      search: "Search",
    },
    ...{ notice: "Every mail and text message this computer has sent is here. None leaves it." },
    ...{ text: "Text", headers: "Headers", fail: "Break it", times: "Mails", arm: "Apply" },
    ...{
      armed: "Next mails",
      nothing: "Nothing is broken",
      stop: "Mend it",
      mails: "Mails",
      other: "한국어",
    },
    ...{
      shown: "As it is shown",
      sms: "Text message",
      template: "Template",
      variables: "Variables",
    },
  },
} as const;

const POLICY = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** Headers of a mail's HTML in its frame: no script runs, and a link opens a page of its own when it is pressed. */
export const FRAMED = {
  "content-security-policy":
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** Shows the list. */
export function listPage(c: Context, mails: readonly Kept[], to: string) {
  const words = WORDS[langOf(c)];
  return show(
    c,
    words.mails,
    html`<form action="/" role="search"><input type="hidden" name="lang" value="${langOf(c)}">
<label>${words.to} <input name="to" value="${to}"></label> <button>${words.search}</button></form>
${mails.length === 0 ? html`<p>${words.none}</p>` : ""}
<ul>${mails.map(
      (
        mail,
      ) => html`<li><a href="/mails/${mail.id}?lang=${langOf(c)}">${titleOf(mail, words.sms)}</a>
<span class="soft">${mail.to} · ${timeOf(mail, langOf(c))}</span></li>`,
    )}</ul>`,
  );
}

/** Shows one mail or text message. */
export function keptPage(c: Context, mail: Kept) {
  if (!isMail(mail)) return textPage(c, mail);
  const words = WORDS[langOf(c)];
  const headers = { From: mail.from, To: mail.to, Subject: mail.subject, ...mail.headers };
  return show(
    c,
    mail.subject,
    html`<p class="soft">${mail.to} · ${timeOf(mail, langOf(c))}</p>
<iframe title="${words.shown}" src="/mails/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<h2>${words.text}</h2><pre>${mail.text}</pre>
<h2>${words.headers}</h2><pre>${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n")}</pre>`,
  );
}

function textPage(c: Context, { to, templateCode, variables, fallbackText, at }: KeptText) {
  const words = WORDS[langOf(c)];
  return show(
    c,
    words.sms,
    html`<p class="soft">${to} · ${timeOf({ at }, langOf(c))}</p>
<pre>${fallbackText}</pre>
<h2>${words.template}</h2><pre>${templateCode}</pre>
<h2>${words.variables}</h2><pre>${Object.entries(variables)
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n")}</pre>`,
  );
}

function titleOf(kept: Kept, sms: string): string {
  return isMail(kept) ? kept.subject : `${sms}: ${kept.fallbackText}`;
}

/** Shows what goes wrong, and changes it. */
export function failPage(c: Context, faults: Faults) {
  const lang = langOf(c);
  const words = WORDS[lang];
  const left = faults.left();
  return show(
    c,
    words.fail,
    html`<p>${left ? `${words.armed}: ${left.times} · ${FAULTS[left.kind][lang]}` : words.nothing}</p>
<form method="post" action="/fail?lang=${lang}">
<fieldset><legend>${words.fail}</legend>${Object.entries(FAULTS).map(
      ([kind, sentence], at) =>
        html`<p><label><input type="radio" name="kind" value="${kind}"${at === 0 ? raw(" checked") : ""}> ${sentence[lang]}</label></p>`,
    )}</fieldset>
<label>${words.times} <input type="number" name="times" value="1" min="1" max="100000"></label> <button>${words.arm}</button>
</form>
<form method="post" action="/fail?lang=${lang}"><input type="hidden" name="kind" value="none"><button>${words.stop}</button></form>`,
  );
}

async function show(c: Context, title: string, body: Piece) {
  const lang = langOf(c);
  const words = WORDS[lang];
  const page = await html`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title} · ${words.name}</title><link rel="icon" href="data:,">
<style>${raw(STYLE)}</style></head>
<body><header><p>${words.notice}</p><nav><strong>${words.name}</strong> <a href="/?lang=${lang}">${words.mails}</a>
<a href="/fail?lang=${lang}">${words.fail}</a> <a href="?lang=${lang === "ko" ? "en" : "ko"}" lang="${lang === "ko" ? "en" : "ko"}">${words.other}</a></nav></header>
<main><h1>${title}</h1>${body}</main></body></html>`;
  return c.html(page, 200, POLICY);
}

function langOf(c: Context): Lang {
  const asked = c.req.query("lang") ?? c.req.header("accept-language") ?? "";
  return /^en/i.test(asked) ? "en" : "ko";
}

function timeOf({ at }: Pick<Kept, "at">, lang: Lang): string {
  return new Date(at).toLocaleString(lang === "ko" ? "ko-KR" : "en-US");
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
header { padding: 0.5rem 1rem; border-bottom: 1px solid; }
header p { margin: 0; font-size: 0.875rem; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; min-height: 2.75rem; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; }
ul { list-style: none; padding: 0; }
li { padding: 0.75rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
.soft { display: block; font-size: 0.875rem; opacity: 0.8; }
iframe { width: 100%; height: 42rem; border: 1px solid; background: white; }
pre { white-space: pre-wrap; padding: 0.75rem; border: 1px solid; }
input, button { font: inherit; min-height: 2.75rem; }
input[type="radio"] { min-height: auto; }
`;
