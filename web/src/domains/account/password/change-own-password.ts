/** Changes a member's own password. @see specs/auth.md items 53, 58 */
import { PasswordInput } from "@edgemart/contracts/password";
import { z } from "zod";
import { changePassword } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import { done, refused, submission } from "#forms/posted/submission.ts";
import { readCookie } from "#session/cookies.ts";
import { sessionCookies } from "#session/session-cookies.ts";
import { provePassword } from "../confirm-identity.ts";

const Passwords = z.object({ currentPassword: z.string().min(1), newPassword: PasswordInput });
const FIELD_OF = {
  invalid_credentials: "currentPassword",
  password_too_common: "newPassword",
} as const;

/** Answers 303 with a new session: every other one has ended. Nothing that was typed is kept. */
export function changeOwnPassword(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    () => ({ name: "password", path: "/account/security", typed: {} }),
    async (posted, place) => {
      const { form, caller, names, cookie, deviceToken } = posted;
      const passwords = checked(Passwords, {
        currentPassword: form.text("currentPassword"),
        newPassword: form.text("newPassword"),
      });
      if (!passwords.ok) return refused(posted, place, passwords.error);
      const body = { ...passwords.value, ...(deviceToken !== undefined && { deviceToken }) };
      let changed = await changePassword(caller.token, body);
      // The password was given long ago: the one just typed is the recent proof.
      if (!changed.ok && changed.error.code === "reauthentication_required") {
        const proved = await provePassword(posted, body.currentPassword);
        if (!proved.ok) return refused(posted, place, proved.error, FIELD_OF);
        changed = await changePassword(proved.value.token, body);
      }
      if (!changed.ok) return refused(posted, place, changed.error, FIELD_OF);
      const remember = readCookie(cookie, names.hint) === "remember";
      return done(posted, place, "saved", {
        cookies: sessionCookies(names, changed.value, remember),
      });
    },
  );
}
