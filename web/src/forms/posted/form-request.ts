/** Reads a posted HTML form: own requests only, one type, bounded, strict UTF-8. */
import type { ErrorCode } from "@edgemart/contracts/error";
import { IMAGE_BYTES_MAX } from "@edgemart/contracts/images";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@edgemart/contracts/locale";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { readBody } from "@edgemart/worker-kit/read-body";
import { requestIdFrom } from "@edgemart/worker-kit/trace";
import type { WebConfig } from "#env.ts";
import { isOwnRequest } from "#session/csrf.ts";

const FORM_BYTES_MAX = 16 * 1024;
/** Texts of a product in two languages, escaped. */
const LONG_FORM_BYTES_MAX = 256 * 1024;
/** A picture and the form around it. */
const FILE_FORM_BYTES_MAX = IMAGE_BYTES_MAX + FORM_BYTES_MAX;
const FORM_MS = 10_000;
/** A picture may take longer. */
const FILE_FORM_MS = 30_000;

/**
 * Takes the body of an own request in before the framework does, which would wait for it without end and take any length.
 *
 * @returns the request with its complete body · the refusal
 */
export async function withWholeBody(
  request: Request,
): Promise<{ request: Request } | { refused: Response }> {
  if (!request.body || request.method === "GET" || request.method === "HEAD") return { request };
  const isFile = MULTIPART.test(request.headers.get("content-type") ?? "");
  const read = await readBody(request.body, {
    bytesMax: isFile ? FILE_FORM_BYTES_MAX : LONG_FORM_BYTES_MAX,
    withinMs: isFile ? FILE_FORM_MS : FORM_MS,
  });
  if (!read.ok) return refuse(request, read.error.code);
  return { request: new Request(request, { body: read.value }) };
}

/** A form that was read. */
export interface PostedForm {
  /** Language of the page that posted it. */
  lang: Locale;
  text(name: string): string;
  /** Every value of a field that is there more than once, in order. */
  all(name: string): string[];
  /** The file of a form that takes one; null without. */
  file: PostedFile | null;
}

/** The file of a form. */
export interface PostedFile {
  /** As the browser named it; what the bytes are is decided where they are stored. */
  type: string;
  content: Uint8Array<ArrayBuffer>;
}

/** What kind of form is expected. */
export interface FormKind {
  /** Name of the one file field; the form is then `multipart/form-data`. */
  file?: string;
  /** It holds long texts. */
  long?: true;
}

/** Gives the form, or the problem to answer with. The forgery check is here too, because the front door can be changed. */
export async function readForm(
  request: Request,
  config: WebConfig,
  kind: FormKind = {},
): Promise<{ form: PostedForm } | Unread> {
  if (!isOwnRequest(request, config.SHOP_ORIGIN)) return refuse(request, "csrf_rejected");
  const type = request.headers.get("content-type") ?? "";
  const wanted = kind.file ? MULTIPART : URL_ENCODED;
  if (!wanted.test(type)) return refuse(request, "unsupported_media_type");
  const max = kind.long ? LONG_FORM_BYTES_MAX : FORM_BYTES_MAX;
  const bytesMax = kind.file ? FILE_FORM_BYTES_MAX : max;
  const read = await readBody(request.body, { bytesMax, withinMs: FORM_MS });
  if (!read.ok) return refuse(request, read.error.code);
  const form = kind.file
    ? await multipart(read.value, type, kind.file)
    : formOf(new URLSearchParams(new TextDecoder().decode(read.value)), null);
  return form ? { form } : refuse(request, "invalid_body");
}

const URL_ENCODED = /^application\/x-www-form-urlencoded\s*(;|$)/i;
const MULTIPART = /^multipart\/form-data\s*;/i;

async function multipart(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
  fileName: string,
): Promise<PostedForm | null> {
  try {
    const parts = await new Response(bytes, { headers: { "content-type": type } }).formData();
    const fields = new URLSearchParams();
    for (const [name, value] of parts) if (typeof value === "string") fields.append(name, value);
    const part = parts.get(fileName);
    if (part === null || typeof part === "string") return formOf(fields, null);
    const content = new Uint8Array(await part.arrayBuffer());
    return formOf(fields, { type: part.type || "application/octet-stream", content });
  } catch {
    return null; // not the multipart it says it is
  }
}

function formOf(fields: URLSearchParams, file: PostedFile | null): PostedForm {
  const text = (name: string) => fields.get(name) ?? "";
  const lang = LOCALES.find((locale) => locale === text("lang")) ?? DEFAULT_LOCALE;
  return { lang, text, all: (name) => fields.getAll(name), file };
}

/** Why a form was not read, and the problem that says so. */
export interface Unread {
  code: ErrorCode;
  refused: Response;
}

/** The form as nothing of it was read. */
export function unreadForm(lang: Locale): PostedForm {
  return { ...formOf(new URLSearchParams(), null), lang };
}

function refuse(request: Request, code: ErrorCode): Unread {
  const requestId = requestIdFrom(request.headers.get("x-request-id"));
  const instance = new URL(request.url).pathname;
  return { code, refused: problemResponse({ code }, { requestId, instance }) };
}

/** Answers a form: 303, so that reload and Back never post again. */
export function seeOther(path: string, cookies: string[]): Response {
  const headers = new Headers({ location: path, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
