/** Who looks at a personal page: the member behind the cookies, or the way to the sign-in form. */
import { FRESH_AUTH_SECONDS } from "@edgemart/contracts/identity";
import type { Locale } from "@edgemart/contracts/locale";
import type { Member } from "@edgemart/contracts/member";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { fetchMe } from "#api/account.ts";
import { webConfig } from "#config.ts";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { tokenFacts } from "#session/access-token.ts";
import { readCookie } from "#session/cookies.ts";
import { readDraft } from "#session/draft.ts";
import { type FormName, readFlash } from "#session/flash.ts";
import { cookieNames } from "#session/session-cookies.ts";
import { isSessionOver } from "#session/session-over.ts";

/** Holds who looks at a page, and what a form left for it. */
export interface Visit {
  member: Member;
  token: string;
  /** The password was given recently enough for what needs that; a guess, the Workers decide. */
  isFresh: boolean;
  /** The session has proved a second factor; a guess too. */
  hasSecondFactor: boolean;
  message: FormMessage | null;
}

/** Asks for the password a minute before the Workers would. */
const MARGIN_SECONDS = 60;

/**
 * Finds out who asks; null when it cannot be found out at present (show an outage).
 *
 * @param path of the page, below the language: where to come back to after signing in
 * @param forms whose messages this page shows
 * @throws Next's redirect to the sign-in form for a guest
 * @see specs/auth.md item 78: this is the check, whatever was checked before it
 */
export async function visit(
  lang: Locale,
  path: string,
  ...forms: readonly FormName[]
): Promise<Visit | null> {
  const names = cookieNames(webConfig().COOKIES_WITHOUT_PREFIX);
  const cookie = (await headers()).get("cookie");
  const token = readCookie(cookie, names.access);
  // A session that only could not be refreshed just now is no reason to sign in again.
  if (!token && readCookie(cookie, names.refresh)) return null;
  const me = token ? await fetchMe(token) : null;
  if (!token || !me || (!me.ok && isSessionOver(me.error.code, "me"))) {
    redirect(`/${lang}/login?return=${encodeURIComponent(`/${lang}${path}`)}`);
  }
  if (!me.ok) return null;
  const draft = readDraft(cookie, names.draft, me.value.id, ...forms);
  const kept = draft && { ...draft, code: "draft", fields: {}, retryAfterSeconds: null };
  const { authTime = 0, hasSecondFactor = false } = tokenFacts(token) ?? {};
  return {
    member: me.value,
    token,
    isFresh: Date.now() / 1000 - authTime < FRESH_AUTH_SECONDS - MARGIN_SECONDS,
    hasSecondFactor,
    message: readFlash(cookie, names.flash, ...forms) ?? kept,
  };
}
