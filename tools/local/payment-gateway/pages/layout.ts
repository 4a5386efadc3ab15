/** The frame of every page of the gateway: what this is, in which language, and where else to go. */
import type { Context } from "hono";
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { WORDS, type Words } from "./words.ts";

/** A piece of a page, escaped. */
export type Piece = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What a page consists of. */
export interface Page {
  title: string;
  body: Piece;
  /** The entry of the navigation it is; a payment's own page has none. */
  here?: keyof Words["nav"];
  isWide?: boolean;
}

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' http://localhost:* http://127.0.0.1:*; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** Finds the words of a request: `lang` in its address, else the browser's language. */
export function wordsOf(c: Context): Words {
  const asked = c.req.query("lang") ?? c.req.header("accept-language") ?? "";
  return /^en/i.test(asked) ? WORDS.en : WORDS.ko;
}

/** Answers with a page. */
export async function show(c: Context, page: Page, status: 200 | 400 | 404 | 409 | 410 = 200) {
  const words = wordsOf(c);
  const other = new URL(c.req.url);
  other.searchParams.set("lang", words.lang === "ko" ? "en" : "ko");
  const text = await html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title} · ${words.name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body class="${page.isWide ? "wide" : ""}">
<header>
<p class="notice">${words.notice}</p>
<div class="bar"><strong>${words.name}</strong>
${page.here ? navigation(page.here, words) : ""}
<a href="${other.pathname}${other.search}" lang="${words.lang === "ko" ? "en" : "ko"}">${words.otherLanguage}</a></div>
</header>
<main>
<h1>${page.title}</h1>
${page.body}
</main>
</body>
</html>`;
  return c.html(text, status, HEADERS);
}

function navigation(here: keyof Words["nav"], words: Words): Piece {
  const entries = [
    ["payments", "/"],
    ["bank", "/bank"],
    ["faults", "/faults"],
  ] as const;
  return html`<nav aria-label="${words.name}">${entries.map(
    ([name, path]) =>
      html`<a href="${path}?lang=${words.lang}"${here === name ? html` aria-current="page"` : ""}>${words.nav[name]}</a>`,
  )}</nav>`;
}
