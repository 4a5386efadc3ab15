/** Codes of an authenticator app, for the demo administrator whose secret this clone made. */
import { TOTP_STEP_SECONDS } from "@edgemart/contracts/mfa";
import { Secret, TOTP } from "otpauth";

/** The code of a moment. @param secret Base32, as it is shown when a factor is set up */
export function codeAt(secret: string, ms: number): string {
  return TOTP.generate({
    secret: Secret.fromBase32(secret),
    digits: 6,
    period: TOTP_STEP_SECONDS,
    timestamp: ms,
  });
}

/** How many milliseconds a code stays the present one. */
export function codeLeftMs(ms: number): number {
  const step = TOTP_STEP_SECONDS * 1000;
  return step - (ms % step);
}

/** Where the code that was used or shown last is noted, so that it is not shown again. */
export function lastCodeBeside(credentialsPath: string): string {
  return `${credentialsPath}.last-code`;
}
