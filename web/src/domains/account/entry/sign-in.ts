/** Signs a browser in with a posted form. @see specs/auth.md items 17, 71, 73, 74 */
import { login, logout } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { readForm, seeOther } from "#forms/posted/form-request.ts";
import { readCookie } from "#session/cookies.ts";
import { safeReturnPath } from "#session/return-path.ts";
import { cookieNames, deviceCookie, sessionCookies } from "#session/session-cookies.ts";
import type { Entry } from "./entry.ts";
import { refusedForm } from "./refused-form.ts";

/** What auth takes; a longer cookie was never one of ours. */
const DEVICE_CHARS_MAX = 512;

/** Answers 303 to the wanted page with cookies, or back to the form with what was wrong. */
export async function signIn(request: Request, config: WebConfig): Promise<Entry> {
  const read = await readForm(request, config);
  if ("refused" in read) return { answer: read.refused, tokens: null };
  const { form } = read;
  const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  const remember = form.text("remember") === "on";
  const email = form.text("email").trim();
  const cookie = request.headers.get("cookie");
  const device = readCookie(cookie, names.device);
  const answer = await login({
    ...{ email, password: form.text("password"), remember },
    ...(device !== null && device.length <= DEVICE_CHARS_MAX && { deviceToken: device }),
  });
  if (!answer.ok) {
    const typed = { email, name: "", remember };
    return { answer: refusedForm("login", form, typed, answer.error, names.flash), tokens: null };
  }
  // A session this browser held before ends: a planted one must not live on beside the new (item 21).
  const before = readCookie(cookie, names.refresh);
  if (before) await logout(before);
  const path = safeReturnPath(form.text("return"), `/${form.lang}`, form.lang);
  const cookies = [
    ...sessionCookies(names, answer.value, remember),
    ...deviceCookie(names, answer.value.deviceToken),
  ];
  return { answer: seeOther(path, cookies), tokens: answer.value };
}
