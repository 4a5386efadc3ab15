/** Takes the password or a passkey once more, for what needs a recent proof. @see specs/auth.md items 50, 63 */
import type { ReauthenticateInput } from "@edgemart/contracts/auth";
import { TotpCode } from "@edgemart/contracts/mfa";
import { err } from "@edgemart/contracts/result";
import { reauthenticate } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { pageOf } from "#forms/posted/form-values.ts";
import { done, refused, type Submission, submission } from "#forms/posted/submission.ts";
import { setCookie } from "#session/cookies.ts";
import { postedProof } from "./passkeys/posted-passkey.ts";

/** Answers 303 to the page that asked, with an access token that says when the proof was given. */
export function confirmIdentity(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    (form) => ({ name: "confirm", path: pageOf(form, "/account"), typed: {} }),
    async (posted, place) => {
      const { form } = posted;
      const isFactor = form.text("response") !== "" || form.text("code") !== "";
      const proved = isFactor
        ? await proveFactor(posted)
        : await provePassword(posted, form.text("password"));
      if (!proved.ok) return refused(posted, place, proved.error, PASSWORD_FIELD);
      return done(posted, place, "confirmed", { cookies: [proved.value.cookie] });
    },
  );
}

/** Where a wrong password is said. */
export const PASSWORD_FIELD = { invalid_credentials: "password", mfa_invalid: "code" } as const;

/** Proves the password; gives the new token and the cookie that keeps it. */
export function provePassword(posted: Submission, password: string) {
  const { deviceToken } = posted;
  return prove(posted, { password, ...(deviceToken !== undefined && { deviceToken }) });
}

/** Proves a code that was typed, or a passkey posted by script. */
export function proveFactor(posted: Submission) {
  const isPasskey = posted.form.text("response") !== "";
  return isPasskey ? provePasskey(posted) : proveCode(posted, posted.form.text("code"));
}

/** Proves one of the member's passkeys, posted by script. */
async function provePasskey(posted: Submission) {
  const passkey = postedProof(posted.form);
  return passkey ? prove(posted, { passkey }) : err("passkey_invalid");
}

/** Proves the member's second factor. */
async function proveCode(posted: Submission, typed: string) {
  const code = TotpCode.safeParse(typed).data;
  return code === undefined ? err("mfa_invalid") : prove(posted, { code });
}

async function prove({ caller, names }: Submission, body: ReauthenticateInput) {
  const answer = await reauthenticate(caller.token, body);
  if (!answer.ok) return answer;
  const { accessToken, expiresIn } = answer.value;
  const cookie = setCookie(names.access, accessToken, { maxAge: expiresIn, httpOnly: true });
  return { ok: true, value: { token: accessToken, cookie } } as const;
}
