/** Signs a browser in with a posted form. @see specs/auth.md items 17, 71, 73, 74 */
import type { LoginOutput } from "@edgemart/contracts/auth";
import { login, logout } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { type Posted, readPosted, refused } from "#forms/posted/submission.ts";
import { readCookie } from "#session/cookies.ts";
import { mfaCookie } from "#session/mfa-cookie.ts";
import { deviceCookie, sessionCookies } from "#session/session-cookies.ts";
import { type Entry, entryPath, noEntry, pathAfter } from "./entry.ts";

/** Answers 303 to the wanted page with cookies, to the question for a second factor, or back to the form with what was wrong. */
export async function signIn(request: Request, config: WebConfig): Promise<Entry> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return noEntry(posted.refused);
  const { form, deviceToken } = posted;
  const remember = form.text("remember") === "on";
  const email = form.text("email").trim();
  const answer = await login({
    ...{ email, password: form.text("password"), remember },
    ...(deviceToken !== undefined && { deviceToken }),
  });
  if (!answer.ok) {
    const typed = { email, remember: remember ? "on" : "" };
    const place = { name: "login", path: entryPath("login", form), typed } as const;
    return noEntry(refused(posted, place, answer.error));
  }
  if ("status" in answer.value) {
    const next = `/${form.lang}${entryPath("login/code", form)}`;
    return noEntry(seeOther(next, [mfaCookie(posted.names.mfa, answer.value, remember)]));
  }
  return sessionBegun(posted, answer.value, remember);
}

/** Gives the browser the session that has begun, however it was signed in. */
export async function sessionBegun(
  { cookie, form, names }: Posted,
  tokens: LoginOutput,
  remember: boolean,
): Promise<Entry> {
  // A session this browser held before ends: a planted one must not live on next to the new (item 21).
  const before = readCookie(cookie, names.refresh);
  if (before) await logout(before);
  const cookies = [
    ...sessionCookies(names, tokens, remember),
    ...deviceCookie(names, tokens.deviceToken),
  ];
  return { answer: seeOther(pathAfter(form), cookies), tokens };
}
