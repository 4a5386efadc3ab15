/** Finishes a sign-in by a second factor: a code or a recovery code as a form, a passkey by script. @see specs/identity.md 47 */
import { HEADER } from "@edgemart/contracts/headers";
import { RecoveryCode, TotpCode } from "@edgemart/contracts/mfa";
import { err, type Failure } from "@edgemart/contracts/result";
import type { MfaInput } from "@edgemart/contracts/second-factor";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { requestIdFrom } from "@edgemart/worker-kit/trace";
import { askToFinishByPasskey, finishLogin } from "#api/second-factor.ts";
import type { WebConfig } from "#env.ts";
import { type Posted, readPosted, refused } from "#forms/posted/submission.ts";
import { clearedMfa, readWaitingSignIn, type WaitingSignIn } from "#session/mfa-cookie.ts";
import { postedProof } from "../passkeys/posted-passkey.ts";
import { type Entry, entryPath, noEntry } from "./entry.ts";
import { sessionBegun } from "./sign-in.ts";

const FIELD_OF = { mfa_invalid: "code" } as const;

/** Answers 303 to the wanted page with cookies, or back to the form; a sign-in that is over begins anew. */
export async function finishSignIn(request: Request, config: WebConfig): Promise<Entry> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return noEntry(posted.refused);
  const { cookie, form, names } = posted;
  const waiting = readWaitingSignIn(cookie, names.mfa);
  if (!waiting) return over(posted);
  const proof = proofIn(posted, waiting);
  const answer = proof ? await finishLogin(proof) : err("mfa_invalid");
  if (answer.ok) {
    const begun = await sessionBegun(posted, answer.value, waiting.remember);
    begun.answer.headers.append("set-cookie", clearedMfa(names.mfa));
    return begun;
  }
  if (answer.error.code === "challenge_invalid") return over(posted);
  // Asked by script, a code is what chooses the sentence.
  if (form.text("response")) return noEntry(problem(request, answer.error));
  const place = { name: "code", path: entryPath("login/code", form), typed: {} } as const;
  return noEntry(refused(posted, place, answer.error, FIELD_OF));
}

/** Answers 200 with a challenge for the member's passkeys, or the problem. For scripts. */
export async function finishOptions(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const waiting = readWaitingSignIn(posted.cookie, posted.names.mfa);
  const asked = waiting
    ? await askToFinishByPasskey(waiting.challenge)
    : err("challenge_invalid" as const);
  if (!asked.ok) return problem(request, asked.error);
  return Response.json(asked.value, { headers: { "cache-control": "no-store" } });
}

/** Leads to the sign-in form, which says that it took too long. */
function over(posted: Posted): Entry {
  const { form, names } = posted;
  const place = { name: "login", path: entryPath("login", form), typed: {} } as const;
  const answer = refused(posted, place, { code: "challenge_invalid" });
  answer.headers.append("set-cookie", clearedMfa(names.mfa));
  return noEntry(answer);
}

/** The one proof that was typed or touched; null for what can be none. */
function proofIn({ form }: Posted, { challenge }: WaitingSignIn): MfaInput | null {
  if (form.text("response")) {
    const passkey = postedProof(form);
    return passkey && { challenge, passkey };
  }
  const recovery = form.text("recoveryCode");
  if (recovery) {
    const recoveryCode = RecoveryCode.safeParse(recovery).data;
    return recoveryCode === undefined ? null : { challenge, recoveryCode };
  }
  const code = TotpCode.safeParse(form.text("code")).data;
  return code === undefined ? null : { challenge, code };
}

function problem(request: Request, failure: Failure): Response {
  const requestId = requestIdFrom(request.headers.get(HEADER.requestId));
  return problemResponse(failure, { requestId, instance: new URL(request.url).pathname });
}
