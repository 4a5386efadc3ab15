/**
 * Takes a browser that Google sent back: signs it in, links the account, or asks what is missing.
 *
 * The one GET that may open a session: it acts only on what this browser began. The code never stays in the address bar.
 *
 * @see specs/identity.md 24, 27, 30, 31
 */
import { LOCALES, type Locale } from "@edgemart/contracts/locale";
import type { MfaRequired } from "@edgemart/contracts/mfa";
import type { Failure } from "@edgemart/contracts/result";
import { logout } from "#api/account.ts";
import { addGoogle, loginByGoogle } from "#api/google.ts";
import type { WebConfig } from "#env.ts";
import { type PostedForm, seeOther } from "#forms/posted/form-request.ts";
import { done, type Place, type Posted, refused } from "#forms/posted/submission.ts";
import { readCookie } from "#session/cookies.ts";
import { mfaCookie } from "#session/mfa-cookie.ts";
import { type Begun, oidcCookie, readOidc, takeBegun } from "#session/oidc-cookie.ts";
import { cookieNames } from "#session/session-cookies.ts";
import { type Entry, entryPath, noEntry } from "../entry/entry.ts";
import { sessionBegun } from "../entry/sign-in.ts";

interface Callback {
  code: string;
  state: string;
  transaction: string;
  iss?: string;
}

/** Answers 303; 405 for any other method than GET, 204 for what a browser fetches ahead, and neither uses anything up. */
export async function finishGoogle(request: Request, config: WebConfig): Promise<Entry> {
  if (request.method !== "GET") return noEntry(plain(405, { allow: "GET" }));
  if (/prefetch/.test(request.headers.get("sec-purpose") ?? "")) return noEntry(plain(204));
  const { searchParams } = new URL(request.url);
  const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  const cookie = request.headers.get("cookie");
  const state = searchParams.get("state") ?? "";
  const { found, left } = takeBegun(readOidc(cookie, names.oidc), state);
  const posted: Posted = {
    ...{ config, names, cookie },
    form: formOf(found, request.headers.get("accept-language")),
    deviceToken: readCookie(cookie, names.device) ?? undefined,
  };
  const entry = await act(posted, found, searchParams);
  // A ticket of this answer is in its own cookie already.
  const hasCookie = entry.answer.headers.getSetCookie().some((set) => set.startsWith(names.oidc));
  if (!hasCookie) entry.answer.headers.append("set-cookie", oidcCookie(names.oidc, left));
  entry.answer.headers.set("referrer-policy", "no-referrer");
  return entry;
}

async function act(posted: Posted, begun: Begun | null, said: URLSearchParams): Promise<Entry> {
  const isLogin = begun === null || begun.purpose === "sign_in";
  const place: Place = isLogin
    ? { name: "login", path: entryPath("login", posted.form), typed: {} }
    : { name: "google", path: "/account/security", typed: {} };
  const refuse = (failure: Failure | "google_cancelled") =>
    noEntry(
      failure === "google_cancelled"
        ? done(posted, place, failure)
        : refused(posted, place, failure),
    );
  if (begun === null) return refuse({ code: "oidc_state_invalid" });
  // What the provider says of an error is in no page: only whether its person cancelled.
  if (said.has("error")) {
    const isCancelled = said.get("error") === "access_denied";
    return refuse(isCancelled ? "google_cancelled" : { code: "provider_failed" });
  }
  const iss = said.get("iss");
  const callback: Callback = {
    code: said.get("code") ?? "",
    state: said.get("state") ?? "",
    transaction: begun.transaction,
    ...(iss !== null && { iss }),
  };
  if (begun.purpose === "link") return link(posted, place, callback);
  const { deviceToken } = posted;
  const answer = await loginByGoogle({
    ...callback,
    ...(deviceToken !== undefined && { deviceToken }),
  });
  if (!answer.ok) {
    const isMalformed = answer.error.code === "validation_failed";
    return refuse(isMalformed ? { code: "oidc_state_invalid" } : answer.error);
  }
  const { value } = answer;
  if ("status" in value && value.status === "mfa_required") {
    return noEntry(askedForCode(posted, value));
  }
  if ("status" in value) {
    if (begun.purpose === "prove") return noEntry(done(posted, place, "google_other"));
    const { expiresIn: _, ...ticket } = value;
    const { claim } = readOidc(posted.cookie, posted.names.oidc);
    const kept = { begun: [], claim, ticket: { ...ticket, back: begun.back } };
    const cookies = [oidcCookie(posted.names.oidc, kept)];
    return noEntry(seeOther(`/${begun.lang}/connect`, cookies));
  }
  if (begun.purpose === "prove" && value.member.id !== begun.memberId) {
    await logout(value.refreshToken);
    return noEntry(done(posted, place, "google_other"));
  }
  return sessionBegun(posted, value, false);
}

/** Leads to the question for a second factor, which then leads to the same page. */
function askedForCode({ form, names }: Posted, asked: MfaRequired): Response {
  const next = `/${form.lang}${entryPath("login/code", form)}`;
  return seeOther(next, [mfaCookie(names.mfa, asked, false)]);
}

async function link(posted: Posted, place: Place, callback: Callback): Promise<Entry> {
  const token = readCookie(posted.cookie, posted.names.access);
  if (!token) return noEntry(refused(posted, place, { code: "token_missing" }));
  const linked = await addGoogle(token, callback);
  if (linked.ok) return noEntry(done(posted, place, "linked"));
  const isMalformed = linked.error.code === "validation_failed";
  return noEntry(
    refused(posted, place, isMalformed ? { code: "oidc_state_invalid" } : linked.error),
  );
}

/** What the form that began would say: its language and its way back. */
function formOf(begun: Begun | null, acceptLanguage: string | null): PostedForm {
  const preferred = LOCALES.find((locale) => (acceptLanguage ?? "").startsWith(locale));
  const lang: Locale = begun?.lang ?? preferred ?? "ko";
  const text = (name: string) => (name === "return" ? (begun?.back ?? "") : "");
  return { lang, text, all: () => [], file: null };
}

function plain(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { "cache-control": "no-store", ...headers } });
}
