/** Gives the answer to a posted form the shape its sender can show: a page for a browser, an address for a script. */
import { HEADER } from "@edgemart/contracts/headers";
import type { Locale } from "@edgemart/contracts/locale";
import { refusalKind } from "../forms/kept/refusal-kind.ts";
import { messagesOf } from "../messages/messages.ts";
import { isHtml } from "./is-html.ts";
import { localeOf, preferredLocale } from "./language.ts";
import { plainPage } from "./outage-page.ts";

/** What a script that posts a form receives: the page that says what became of it. */
export interface FormAnswer {
  location: string;
}

/**
 * A browser that posts a form shows whatever it is answered, so a problem becomes a page in the shop's clothes with
 * the same status. A script (`x-bff: 1`) cannot read a redirect, so it gets the address as data.
 */
export async function formAnswer(request: Request, response: Response): Promise<Response> {
  if (request.method !== "POST" || !new URL(request.url).pathname.startsWith("/api/"))
    return response;
  if (request.headers.get("x-bff") === "1") return asData(response);
  const isBrowser = /\btext\/html\b/.test(request.headers.get("accept") ?? "");
  if (!isBrowser || response.status < 400 || isHtml(response.headers)) return response;
  return refusalPage(request, response);
}

function asData(response: Response): Response {
  const location = response.headers.get("location");
  if (response.status !== 303 || !location) return response;
  const headers = new Headers(response.headers);
  headers.delete("location");
  headers.set("content-type", "application/json; charset=utf-8");
  headers.set("cache-control", "no-store");
  const body: FormAnswer = { location };
  return new Response(JSON.stringify(body), { status: 200, headers });
}

async function refusalPage(request: Request, response: Response): Promise<Response> {
  await response.body?.cancel();
  const back = pageBefore(request);
  const lang: Locale = localeOf(back) ?? preferredLocale(request.headers.get("accept-language"));
  const { titles, texts, back: retry } = messagesOf(lang).formRefused;
  const { status } = response;
  const kind = refusalKind(status);
  const page = await plainPage(
    lang,
    { title: titles[kind], text: texts[kind], retry },
    back || `/${lang}`,
    {
      status,
      headers: { "cache-control": "no-store" },
    },
  );
  for (const name of ["retry-after", HEADER.requestId]) {
    const value = response.headers.get(name);
    if (value) page.headers.set(name, value);
  }
  for (const cookie of response.headers.getSetCookie()) page.headers.append("set-cookie", cookie);
  return page;
}

/** The page the form was on, when the browser names one of this shop's own; '' otherwise. */
function pageBefore(request: Request): string {
  const referer = request.headers.get("referer") ?? "";
  if (!URL.canParse(referer)) return "";
  const { origin, pathname, search } = new URL(referer);
  return origin === new URL(request.url).origin && localeOf(pathname) ? pathname + search : "";
}
