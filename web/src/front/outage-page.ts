/** The page of last resort: when nothing could be rendered at all. Complete in itself, works without script. */
import type { Locale } from "@edgemart/contracts/locale";
import { messagesOf } from "../messages/messages.ts";

const STYLE =
  ":root{color-scheme:light dark}" +
  "body{margin:0;min-height:100vh;display:grid;place-content:center start;gap:1rem;padding:clamp(1.25rem,6vw,6rem);box-sizing:border-box;" +
  'font:1rem/1.6 Pretendard,-apple-system,"Apple SD Gothic Neo","Segoe UI","Noto Sans KR","Malgun Gothic",sans-serif;' +
  "background:light-dark(#fcfcfa,#0f1312);color:light-dark(#121716,#eef2ef);word-break:keep-all}" +
  "h1{margin:0;font-size:clamp(1.5rem,1.2rem + 1.3vw,2.25rem);letter-spacing:-.022em;line-height:1.25}p{margin:0;max-width:34em}" +
  "a{justify-self:start;padding:.7rem 1.5rem;border-radius:3px;font-weight:700;text-decoration:none;background:light-dark(#0a5a4b,#8dd6be);color:light-dark(#f6fbf8,#06251d)}" +
  "a:focus-visible{outline:2px solid;outline-offset:3px}";

/** Builds the page; `path` is where its button leads back to. */
export async function outagePage(lang: Locale, path: string): Promise<Response> {
  const { outage, brand } = messagesOf(lang);
  const html =
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<meta name="robots" content="noindex"><title>${brand.name}</title><style>${STYLE}</style></head>` +
    `<body><main><h1>${outage.title}</h1><p>${outage.text}</p></main><a href="${escapeHtml(path)}">${outage.retry}</a></body></html>`;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(STYLE));
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return new Response(html, {
    status: 503,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; frame-ancestors 'none'`,
      "cache-control": "no-store",
      "retry-after": "5",
      "x-content-type-options": "nosniff",
    },
  });
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
