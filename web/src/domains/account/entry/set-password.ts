/** Sets a new password by a one-time link. @see specs/auth.md item 57; specs/identity.md 15, 16 */
import { PasswordInput } from "@edgemart/contracts/password";
import { z } from "zod";
import { resetPassword } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import { done, readPosted, refused } from "#forms/posted/submission.ts";
import { clearedLink, readLinkToken } from "#session/one-time-link.ts";
import { clearedCookies } from "#session/session-cookies.ts";

const Input = z.object({ newPassword: PasswordInput });

const FIELD_OF = { password_too_common: "newPassword" } as const;

/** Answers 303 to the sign-in form, signed out everywhere; back to the form when the password was refused. */
export async function setPassword(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const { form, names, cookie } = posted;
  const place = { name: "reset", path: "/reset", typed: {} } as const;
  const token = readLinkToken(cookie, names.link, "reset");
  if (!token) return refused(posted, place, { code: "reset_invalid" });
  const input = checked(Input, { newPassword: form.text("newPassword") });
  if (!input.ok) return refused(posted, place, input.error);
  const { newPassword } = input.value;
  const keepOtherWaysIn = form.text("keepOtherWaysIn") === "on";
  const answer = await resetPassword({ token, newPassword, keepOtherWaysIn });
  const spent = clearedLink(names.link);
  if (answer.ok) {
    return done(posted, { name: "login", path: "/login" }, "password_set", {
      cookies: [...clearedCookies(names), spent],
    });
  }
  const response = refused(posted, place, answer.error, FIELD_OF);
  if (answer.error.code === "reset_invalid") response.headers.append("set-cookie", spent);
  return response;
}
