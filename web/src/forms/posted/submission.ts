/** A posted form: who posts it, and the ways to answer: done, refused, or after signing in again. */
import { type ErrorCode, errorRow } from "@edgemart/contracts/error";
import type { Failure } from "@edgemart/contracts/result";
import type { WebConfig } from "#env.ts";
import { pageAt } from "#pages.ts";
import { tokenFacts } from "#session/access-token.ts";
import { readCookie } from "#session/cookies.ts";
import { draftCookie } from "#session/draft.ts";
import { type FormName, flashCookie, type Typed } from "#session/flash.ts";
import { type CookieNames, cookieNames } from "#session/session-cookies.ts";
import { isSessionOver } from "#session/session-over.ts";
import {
  type FormKind,
  type PostedForm,
  readForm,
  seeOther,
  type Unread,
  unreadForm,
} from "./form-request.ts";

/** Longest value kept of what was typed. */
const TYPED_CHARS_MAX = 500;
/** What auth takes; a longer cookie was never one of ours. */
const DEVICE_CHARS_MAX = 512;

/** A form as it was read, and what its answer needs. */
export interface Posted {
  form: PostedForm;
  config: WebConfig;
  names: CookieNames;
  cookie: string | null;
  /** Tells auth that this browser has signed in before. */
  deviceToken: string | undefined;
}

/** A form of a signed-in member. */
export interface Submission extends Posted {
  /** Whose token it is, unverified: a wrong one is refused by the Worker that is asked with it. */
  caller: { token: string; memberId: string };
}

/** Where a form is: its name, its page below the language, and what to show again. Never a password. */
export interface Place {
  name: FormName;
  path: string;
  /** Of a page of many parts the one that says what became of it. */
  part?: string;
  typed: Typed;
}

/** Reads a posted form of a guest: it needs no session, and is answered with `done` or `refused` all the same. */
export async function readPosted(
  request: Request,
  config: WebConfig,
  kind: FormKind = {},
): Promise<Posted | Unread> {
  const read = await readForm(request, config, kind);
  if ("refused" in read) return read;
  const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  const cookie = request.headers.get("cookie");
  const device = readCookie(cookie, names.device);
  const isDevice = device !== null && device.length <= DEVICE_CHARS_MAX;
  return { form: read.form, config, names, cookie, deviceToken: isDevice ? device : undefined };
}

/**
 * Reads a posted form of a member and lets `act` answer it.
 *
 * Without a token what was typed is kept for the member named by the form's own `owner` field, and the browser goes
 * back to the form's page: that page refreshes the session or asks to sign in.
 */
export async function submission(
  request: Request,
  config: WebConfig,
  placeOf: (form: PostedForm) => Place,
  act: (posted: Submission, place: Place) => Promise<Response>,
  kind: FormKind = {},
): Promise<Response> {
  const read = await readPosted(request, config, kind);
  if ("refused" in read) {
    const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
    return unread(request, read, placeOf, kind, names);
  }
  const place = placeOf(read.form);
  const token = readCookie(read.cookie, read.names.access);
  if (!token) return refused(read, place, { code: "token_missing" });
  const memberId = tokenFacts(token)?.memberId ?? "";
  return act({ ...read, caller: { token, memberId } }, place);
}

/** A form too large to be read goes back to the page it was on, which says so; any other is answered as it is. */
function unread(
  request: Request,
  { code, refused }: Unread,
  placeOf: (form: PostedForm) => Place,
  { file }: FormKind,
  names: CookieNames,
): Response {
  const referer = request.headers.get("referer") ?? "";
  const from = URL.canParse(referer) ? new URL(referer).pathname : "";
  const page = pageAt(from);
  if (code !== "body_too_large" || !page?.hasForms || !page.identity) return refused;
  const { name, part } = placeOf(unreadForm(from.startsWith("/en/") ? "en" : "ko"));
  const fields: Record<string, string> = file ? { [file]: code } : {};
  const flash = { form: name, code, part, fields, typed: {}, retryAfterSeconds: null };
  return seeOther(`${from}#notice`, [flashCookie(names.flash, flash)]);
}

/** Answers a form that did what it was for. @param code word for what was done; the page holds the sentence */
export function done(
  { form, names }: Posted,
  { name, path, part }: Pick<Place, "name" | "path" | "part">,
  code: string,
  more: { cookies?: string[]; typed?: Typed } = {},
): Response {
  const typed = more.typed ?? {};
  const flash = { form: name, code, part, fields: {}, typed, retryAfterSeconds: null };
  return seeOther(`/${form.lang}${path}${part ? "#notice" : ""}`, [
    flashCookie(names.flash, flash),
    ...(more.cookies ?? []),
  ]);
}

/**
 * Answers a form that was refused: back to its page, with what was wrong and what was typed.
 *
 * @param fieldOf the field that a code speaks of; all other codes are said above the form
 */
export function refused(
  { form, names }: Posted,
  { name, path, part, typed }: Place,
  failure: Failure,
  fieldOf: Partial<Record<ErrorCode, string>> = {},
): Response {
  const kept = keepable(typed);
  const back = `/${form.lang}${path}`;
  const owner = form.text("owner").slice(0, 40);
  // A form of a guest has no owner whom a draft could be shown to.
  const draft = owner ? [draftCookie(names.draft, { form: name, part, owner, typed: kept })] : [];
  if (isSessionOver(failure.code)) return seeOther(back, draft);
  const fields = Object.fromEntries(
    (failure.errors ?? []).slice(0, 12).map((error) => [error.path.slice(0, 40), error.code]),
  );
  for (const name of Object.keys(typed)) if (!(name in kept)) fields[name] ??= "not_kept";
  const field = fieldOf[failure.code];
  if (field) fields[field] = failure.code;
  const retryAfterSeconds = failure.retryAfterSeconds ?? null;
  const flash = { form: name, code: failure.code, part, fields, typed: kept, retryAfterSeconds };
  // The Worker that was unavailable for the form may be unavailable for its page too, and longer than a flash lives.
  const isAway = errorRow(failure.code).status >= 500;
  // The fragment moves reading and focus to what is wrong, script or not.
  return seeOther(`${back}#notice`, [flashCookie(names.flash, flash), ...(isAway ? draft : [])]);
}

/** What is too long for a cookie is left out entirely: half a text would be saved as if it were meant. */
function keepable(typed: Typed): Typed {
  return Object.fromEntries(
    Object.entries(typed).filter(([, value]) => value.length <= TYPED_CHARS_MAX),
  );
}
