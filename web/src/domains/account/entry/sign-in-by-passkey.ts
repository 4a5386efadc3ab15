/** Signs a browser in by a passkey; asked by script, so it answers an address or a code. @see specs/identity.md 39, 42 */
import { HEADER } from "@edgemart/contracts/headers";
import type { Failure } from "@edgemart/contracts/result";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { requestIdFrom } from "@edgemart/worker-kit/trace";
import { askToSignInByPasskey, loginByPasskey } from "#api/passkeys.ts";
import type { WebConfig } from "#env.ts";
import { readPosted } from "#forms/posted/submission.ts";
import { postedProof } from "../passkeys/posted-passkey.ts";
import { type Entry, noEntry } from "./entry.ts";
import { sessionBegun } from "./sign-in.ts";

/** Answers 200 with a challenge that names no account, or the problem. */
export async function signInOptions(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const asked = await askToSignInByPasskey();
  if (!asked.ok) return problem(request, asked.error);
  return Response.json(asked.value, { headers: { "cache-control": "no-store" } });
}

/** Answers 303 to the wanted page with cookies, or the problem: its code chooses the sentence. */
export async function signInByPasskey(request: Request, config: WebConfig): Promise<Entry> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return noEntry(posted.refused);
  const { deviceToken, form } = posted;
  const proof = postedProof(form);
  if (!proof) return noEntry(problem(request, { code: "passkey_invalid" }));
  const remember = form.text("remember") === "on";
  const answer = await loginByPasskey({
    ...{ ...proof, remember },
    ...(deviceToken !== undefined && { deviceToken }),
  });
  if (!answer.ok) return noEntry(problem(request, answer.error));
  return sessionBegun(posted, answer.value, remember);
}

function problem(request: Request, failure: Failure): Response {
  const requestId = requestIdFrom(request.headers.get(HEADER.requestId));
  return problemResponse(failure, { requestId, instance: new URL(request.url).pathname });
}
