/** Reads a posted HTML form: own requests only, one type, bounded, strict UTF-8. */
import type { ErrorCode } from "@edgemart/contracts/error";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@edgemart/contracts/locale";
import { readBytes } from "@edgemart/worker-kit/bytes";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { requestIdFrom } from "@edgemart/worker-kit/trace";
import type { WebConfig } from "../../env.ts";
import { isOwnRequest } from "../../session/csrf.ts";

const FORM_BYTES_MAX = 16 * 1024;

export interface PostedForm {
  /** Language of the page that posted it. */
  lang: Locale;
  text(name: string): string;
}

/** Gives the form, or the problem to answer with. The forgery check stands here too, because doors can be changed. */
export async function readForm(
  request: Request,
  config: WebConfig,
): Promise<{ form: PostedForm } | { refused: Response }> {
  if (!isOwnRequest(request, config.SHOP_ORIGIN)) return refuse(request, "csrf_rejected");
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    return refuse(request, "unsupported_media_type");
  }
  const bytes = await readBytes(request.body, FORM_BYTES_MAX);
  if (!bytes) return refuse(request, "body_too_large");
  const fields = new URLSearchParams(new TextDecoder().decode(bytes));
  const text = (name: string) => fields.get(name) ?? "";
  const lang = LOCALES.find((locale) => locale === text("lang")) ?? DEFAULT_LOCALE;
  return { form: { lang, text } };
}

function refuse(request: Request, code: ErrorCode): { refused: Response } {
  const requestId = requestIdFrom(request.headers.get("x-request-id"));
  const instance = new URL(request.url).pathname;
  return { refused: problemResponse({ code }, { requestId, instance }) };
}

/** Answers a form: 303, so that reload and Back never post again. */
export function seeOther(path: string, cookies: string[]): Response {
  const headers = new Headers({ location: path, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
