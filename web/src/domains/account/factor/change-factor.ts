/** Sets up, confirms, renews and turns off a member's second factor. @see specs/identity.md 48, 49 */
import { LinkToken } from "@edgemart/contracts/links";
import { RecoveryCode, TotpCode } from "@edgemart/contracts/mfa";
import type { Failure } from "@edgemart/contracts/result";
import { confirmTotp, renewRecoveryCodes, setUpTotp, turnOffTotp } from "#api/second-factor.ts";
import type { WebConfig } from "#env.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import {
  done,
  type Place,
  refused,
  type Submission,
  submission,
} from "#forms/posted/submission.ts";
import { setCookie } from "#session/cookies.ts";

const PAGE = "/account/security";

/** Answers 303 to the page. The button that was pressed says what to do: `set_up`, `confirm`, `renew` or `turn_off`. */
export function changeFactor(request: Request, config: WebConfig): Promise<Response> {
  return submission(request, config, placeOf, (posted, place) => {
    switch (posted.form.text("act")) {
      case "set_up":
        return setUp(posted, place);
      case "confirm":
        return confirm(posted, place);
      case "renew":
        return renew(posted, place);
      default:
        return turnOff(posted, place);
    }
  });
}

/** A wrong first code must not cost the secret that was scanned: it comes back with its form, and is kept nowhere else. */
function placeOf(form: PostedForm): Place {
  const isConfirmed = form.text("act") === "confirm";
  return { name: "factor", path: PAGE, typed: isConfirmed ? { uri: form.text("uri") } : {} };
}

async function setUp(posted: Submission, place: Place): Promise<Response> {
  const made = await setUpTotp(posted.caller.token);
  if (!made.ok) return refused(posted, place, made.error);
  return done(posted, place, "set_up", { typed: { uri: made.value.uri } });
}

async function confirm(posted: Submission, place: Place): Promise<Response> {
  const { caller, form, names } = posted;
  const code = TotpCode.safeParse(form.text("code")).data;
  if (code === undefined) return refused(posted, place, WRONG, FIELD_OF);
  const typed = form.text("enrolToken").trim();
  const enrolToken = LinkToken.safeParse(typed).data;
  if (typed !== "" && enrolToken === undefined) {
    return refused(posted, place, { code: "link_invalid" }, FIELD_OF);
  }
  const turnedOn = await confirmTotp(caller.token, { code, enrolToken });
  if (!turnedOn.ok) return refused(posted, place, turnedOn.error, FIELD_OF);
  const codes = turnedOn.value.recoveryCodes.join(" ");
  // The next page asks for a token that says of the session what has just been proved.
  const old = setCookie(names.access, "", { maxAge: 0, httpOnly: true });
  return done(posted, place, "factor_on", { typed: { codes }, cookies: [old] });
}

async function renew(posted: Submission, place: Place): Promise<Response> {
  const renewed = await renewRecoveryCodes(posted.caller.token);
  if (!renewed.ok) return refused(posted, place, renewed.error);
  const codes = renewed.value.recoveryCodes.join(" ");
  return done(posted, place, "codes_renewed", { typed: { codes } });
}

/** One field takes both: what is six digits is a code. */
async function turnOff(posted: Submission, place: Place): Promise<Response> {
  const typed = posted.form.text("code");
  const code = TotpCode.safeParse(typed).data;
  const recoveryCode = code === undefined ? RecoveryCode.safeParse(typed).data : undefined;
  if (code === undefined && recoveryCode === undefined) {
    return refused(posted, place, WRONG, OFF_FIELD);
  }
  const turnedOff = await turnOffTotp(posted.caller.token, { code, recoveryCode });
  if (!turnedOff.ok) return refused(posted, place, turnedOff.error, OFF_FIELD);
  return done(posted, place, "factor_off");
}

const WRONG: Failure = { code: "mfa_invalid" };
const FIELD_OF = { mfa_invalid: "code", link_invalid: "enrolToken" } as const;
const OFF_FIELD = { mfa_invalid: "offCode" } as const;
