/** Takes the password once more, for what needs a recent proof of it. @see specs/auth.md items 50, 63 */
import { reauthenticate } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { pageOf } from "#forms/posted/form-values.ts";
import { done, refused, type Submission, submission } from "#forms/posted/submission.ts";
import { setCookie } from "#session/cookies.ts";

/** Answers 303 to the page that asked, with an access token that says when the password was given. */
export function confirmIdentity(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    (form) => ({ name: "confirm", path: pageOf(form, "/account"), typed: {} }),
    async (posted, place) => {
      const proved = await provePassword(posted, posted.form.text("password"));
      if (!proved.ok) return refused(posted, place, proved.error, PASSWORD_FIELD);
      return done(posted, place, "confirmed", { cookies: [proved.value.cookie] });
    },
  );
}

/** Where a wrong password is said. */
export const PASSWORD_FIELD = { invalid_credentials: "password" } as const;

/** Proves the password; gives the new token and the cookie that keeps it. */
export async function provePassword({ caller, deviceToken, names }: Submission, password: string) {
  const answer = await reauthenticate(caller.token, {
    password,
    ...(deviceToken !== undefined && { deviceToken }),
  });
  if (!answer.ok) return answer;
  const { accessToken, expiresIn } = answer.value;
  const cookie = setCookie(names.access, accessToken, { maxAge: expiresIn, httpOnly: true });
  return { ok: true, value: { token: accessToken, cookie } } as const;
}
