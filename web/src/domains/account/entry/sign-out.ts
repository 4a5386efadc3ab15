/** Signs a browser out, even when no Worker answers. @see specs/auth.md item 79 */
import { logout } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { readForm, seeOther } from "#forms/posted/form-request.ts";
import { readCookie } from "#session/cookies.ts";
import { clearedDraft } from "#session/draft.ts";
import { clearedFlash } from "#session/flash.ts";
import { clearedMfa } from "#session/mfa-cookie.ts";
import { oidcCookie } from "#session/oidc-cookie.ts";
import { clearedLink } from "#session/one-time-link.ts";
import { clearedRegistration } from "#session/registration.ts";
import { clearedCookies, cookieNames } from "#session/session-cookies.ts";

/** Answers 303 to the home page in the language of the page, with every session cookie gone. */
export async function signOut(request: Request, config: WebConfig): Promise<Response> {
  const read = await readForm(request, config);
  if ("refused" in read) return read.refused;
  const { form } = read;
  const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  const cookie = request.headers.get("cookie");
  const refreshToken = readCookie(cookie, names.refresh);
  // The answer does not matter to the browser: a failed call is in the log, the token dies at its age.
  if (refreshToken) await logout(refreshToken);
  // What this member typed or saw belongs to no one else.
  const left = [
    ...(readCookie(cookie, names.draft) ? [clearedDraft(names.draft)] : []),
    ...(readCookie(cookie, names.oidc)
      ? [oidcCookie(names.oidc, { begun: [], ticket: null, claim: null })]
      : []),
    ...(readCookie(cookie, names.flash) ? [clearedFlash(names.flash)] : []),
    ...(readCookie(cookie, names.mfa) ? [clearedMfa(names.mfa)] : []),
    ...(readCookie(cookie, names.link) ? [clearedLink(names.link)] : []),
    ...(readCookie(cookie, names.registration) ? [clearedRegistration(names.registration)] : []),
  ];
  const response = seeOther(`/${form.lang}`, [...clearedCookies(names), ...left]);
  response.headers.set("clear-site-data", '"cache", "storage"');
  return response;
}
