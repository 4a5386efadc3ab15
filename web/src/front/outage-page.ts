/** Pages that need nothing else: when nothing could be rendered, and when nothing can be reached. No file; the one script sets the theme. */
import type { Locale } from "@edgemart/contracts/locale";
import { MARK } from "../components/mark-paths.ts";
import { type Messages, messagesOf } from "../messages/messages.ts";
import { THEME_COLOURS, THEME_SCRIPT } from "../shell/theme-script.ts";

const STYLE =
  ":root{color-scheme:light dark}:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}" +
  "body{margin:0;min-height:100vh;display:grid;align-content:center;box-sizing:border-box;padding:clamp(1.25rem,6vw,6rem);" +
  'font:1rem/1.6 Pretendard,-apple-system,"Apple SD Gothic Neo","Segoe UI",Roboto,"Noto Sans KR","Noto Sans CJK KR","Malgun Gothic",sans-serif;' +
  "background:light-dark(#fcfcfa,#0f1312);color:light-dark(#121716,#eef2ef);word-break:keep-all}" +
  "main{display:grid;justify-items:start;gap:1rem}svg{fill:light-dark(#0a5a4b,#8dd6be);margin-bottom:1rem}" +
  "h1{margin:0;font-size:clamp(1.5rem,1.2rem + 1.3vw,2.25rem);letter-spacing:-.022em;line-height:1.25}p{margin:0;max-width:34em}" +
  "a{margin-top:.75rem;padding:.7rem 1.5rem;border-radius:3px;font-weight:700;text-decoration:none;background:light-dark(#0a5a4b,#8dd6be);color:light-dark(#f6fbf8,#06251d)}" +
  "a:focus-visible{outline:2px solid;outline-offset:3px}";

const SIGN = `<svg aria-hidden="true" width="56" height="56" viewBox="0 0 30 30"><path fill-rule="evenodd" d="${MARK.sheet}${MARK.letter}"/></svg>`;

/** Builds the page of last resort; `path` is where its button leads back to. */
export function outagePage(lang: Locale, path: string): Promise<Response> {
  const headers = { "cache-control": "no-store", "retry-after": "5" };
  return plainPage(lang, messagesOf(lang).outage, path, { status: 503, headers });
}

/** Builds what the service worker keeps; its button asks for the address it is shown at. */
export function offlinePage(lang: Locale): Promise<Response> {
  const headers = { "cache-control": "public, max-age=0, must-revalidate" };
  return plainPage(lang, messagesOf(lang).offline, "", { status: 200, headers });
}

/** Builds a page of a heading, a sentence and one way on. */
export async function plainPage(
  lang: Locale,
  texts: Messages["outage"],
  href: string,
  init: { status: number; headers: Record<string, string> },
): Promise<Response> {
  const html =
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<meta name="theme-color" media="(prefers-color-scheme: light)" content="${THEME_COLOURS.light}"><meta name="theme-color" media="(prefers-color-scheme: dark)" content="${THEME_COLOURS.dark}">` +
    `<meta name="robots" content="noindex"><script>${THEME_SCRIPT}</script><title>${texts.title} · ${messagesOf(lang).brand.name}</title><style>${STYLE}</style></head>` +
    `<body><main>${SIGN}<h1>${texts.title}</h1><p>${texts.text}</p><a href="${escapeHtml(href)}">${texts.retry}</a></main></body></html>`;
  const [style, script] = await Promise.all([STYLE, THEME_SCRIPT].map(hashOf));
  return new Response(html, {
    status: init.status,
    headers: {
      ...init.headers,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${style}'; script-src 'sha256-${script}'; base-uri 'none'; frame-ancestors 'none'`,
      "x-content-type-options": "nosniff",
    },
  });
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
