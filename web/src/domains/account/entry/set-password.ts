/** Sets a new password by a one-time link. @see specs/auth.md item 57 */
import { PasswordInput } from "@edgemart/contracts/password";
import { z } from "zod";
import { resetPassword } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import { readForm, seeOther } from "#forms/posted/form-request.ts";
import { flashCookie } from "#session/flash.ts";
import { clearedResetToken, readResetToken } from "#session/reset-link.ts";
import { clearedCookies, cookieNames } from "#session/session-cookies.ts";

const Input = z.object({ newPassword: PasswordInput });

/** Answers 303 to the sign-in form, signed out everywhere; back to the form when the password was refused. */
export async function setPassword(request: Request, config: WebConfig): Promise<Response> {
  const read = await readForm(request, config);
  if ("refused" in read) return read.refused;
  const { form } = read;
  const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  const say = (name: "reset" | "login", code: string, field?: string) =>
    flashCookie(names.flash, {
      form: name,
      code,
      fields: field ? { newPassword: field } : {},
      typed: {},
      retryAfterSeconds: null,
    });
  const page = `/${form.lang}/reset`;
  const token = readResetToken(request.headers.get("cookie"), names.reset);
  if (!token) return seeOther(page, [say("reset", "reset_invalid")]);
  const input = checked(Input, { newPassword: form.text("newPassword") });
  if (!input.ok) return seeOther(page, [say("reset", input.error.code, "invalid")]);
  const answer = await resetPassword({ token, newPassword: input.value.newPassword });
  if (answer.ok) {
    return seeOther(`/${form.lang}/login`, [
      ...clearedCookies(names),
      clearedResetToken(names.reset),
      say("login", "password_set"),
    ]);
  }
  const { code } = answer.error;
  const spent = code === "reset_invalid" ? [clearedResetToken(names.reset)] : [];
  const field = code === "password_too_common" ? code : undefined;
  return seeOther(page, [say("reset", code, field), ...spent]);
}
