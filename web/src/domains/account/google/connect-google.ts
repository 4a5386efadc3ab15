/** Opens the account of a new person from Google, or proves the one that has the address. @see specs/identity.md 27–29 */

import type { FirstFactorOutput } from "@edgemart/contracts/auth";
import { LEGAL_VERSIONS } from "@edgemart/contracts/consent";
import { HEADER } from "@edgemart/contracts/headers";
import { MemberName } from "@edgemart/contracts/member";
import type { Failure } from "@edgemart/contracts/result";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { requestIdFrom } from "@edgemart/worker-kit/trace";
import { acceptGoogle, askToLinkByPasskey, linkGoogle } from "#api/google.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { type Place, type Posted, readPosted, refused } from "#forms/posted/submission.ts";
import { mfaCookie } from "#session/mfa-cookie.ts";
import { oidcCookie, readOidc, type Ticket } from "#session/oidc-cookie.ts";
import { type Entry, entryPath, noEntry } from "../entry/entry.ts";
import { agreedTo, consentsMissing } from "../entry/registration.ts";
import { sessionBegun } from "../entry/sign-in.ts";
import { postedProof } from "../passkeys/posted-passkey.ts";

/** The page of these forms. */
export const CONNECT = { name: "connect", path: "/connect", typed: {} } as const satisfies Place;
const FIELD_OF = { invalid_credentials: "password" } as const;

/** Answers 303 to the wanted page with the new session, or back with what was missing. */
export async function acceptAccount(request: Request, config: WebConfig): Promise<Entry> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return noEntry(posted.refused);
  const { form } = posted;
  const ticket = ticketOf(posted, "consent_required");
  if (!ticket) return over(posted);
  const ticked = agreedTo((kind) => form.text(kind));
  const name = form.text("name").trim();
  const typed = { name, ...Object.fromEntries(ticked.map((kind) => [kind, "on"])) };
  const wrong = [
    ...(MemberName.safeParse(name).success
      ? []
      : [{ path: "name", code: "invalid", message: "must be a name" }]),
    ...consentsMissing(ticked),
  ];
  if (wrong.length > 0) {
    const failure = { code: "validation_failed", errors: wrong } as const;
    return noEntry(refused(posted, { ...CONNECT, typed }, failure));
  }
  const accepts = { ...LEGAL_VERSIONS, age14: true } as const;
  const made = await acceptGoogle({ ticket: ticket.ticket, accepts, name });
  return made.ok
    ? begun(posted, ticket.back, made.value)
    : noEntry(failed(posted, typed, made.error));
}

/** The same by a password, or by a passkey that script posts. */
export async function linkAccount(request: Request, config: WebConfig): Promise<Entry> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return noEntry(posted.refused);
  const { deviceToken, form } = posted;
  const ticket = ticketOf(posted, "link_required");
  const isScript = form.text("response") !== "";
  if (!ticket)
    return isScript ? noEntry(problem(request, { code: "oidc_state_invalid" })) : over(posted);
  const passkey = isScript ? postedProof(form) : null;
  if (isScript && !passkey) return noEntry(problem(request, { code: "passkey_invalid" }));
  const linked = await linkGoogle({
    ticket: ticket.ticket,
    ...(passkey ? { passkey } : { password: form.text("password") }),
    ...(deviceToken !== undefined && { deviceToken }),
  });
  if (!linked.ok) {
    return noEntry(isScript ? problem(request, linked.error) : failed(posted, {}, linked.error));
  }
  return begun(posted, ticket.back, linked.value);
}

/** Answers 200 with a challenge to the passkeys of the account that has the address. For scripts. */
export async function linkOptions(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const ticket = ticketOf(posted, "link_required");
  if (!ticket) return problem(request, { code: "oidc_state_invalid" });
  const asked = await askToLinkByPasskey(ticket.ticket);
  if (!asked.ok) return problem(request, asked.error);
  return Response.json(asked.value, { headers: { "cache-control": "no-store" } });
}

/** The ticket of this browser, when it is of that kind. */
export function ticketOf({ cookie, names }: Posted, status: Ticket["status"]): Ticket | null {
  const { ticket } = readOidc(cookie, names.oidc);
  return ticket?.status === status ? ticket : null;
}

/**
 * Leads to the page that was wanted at first, by way of the question for a second factor where there is one.
 *
 * @param back that page; empty for the home page
 */
export async function begun(
  posted: Posted,
  back: string,
  answer: FirstFactorOutput,
): Promise<Entry> {
  const text = (name: string) => (name === "return" ? back : posted.form.text(name));
  const form = { ...posted.form, text };
  if ("status" in answer) {
    const next = `/${form.lang}${entryPath("login/code", form)}`;
    const cookies = [mfaCookie(posted.names.mfa, answer, false), spent(posted)];
    return noEntry(seeOther(next, cookies));
  }
  const entry = await sessionBegun({ ...posted, form }, answer, false);
  entry.answer.headers.append("set-cookie", spent(posted));
  return entry;
}

/** The ticket is over: the sign-in form says so. */
export function over(posted: Posted): Entry {
  return noEntry(failed(posted, {}, { code: "oidc_state_invalid" }));
}

/** Back to the form; to the one for signing in where nothing is left to decide. */
export function failed(posted: Posted, typed: Record<string, string>, failure: Failure): Response {
  const isOver = ["oidc_state_invalid", "email_taken", "identity_taken", "identity_exists"];
  if (!isOver.includes(failure.code)) {
    return refused(posted, { ...CONNECT, typed }, failure, FIELD_OF);
  }
  const response = refused(posted, { name: "login", path: "/login", typed: {} }, failure);
  response.headers.append("set-cookie", spent(posted));
  return response;
}

function spent({ names }: Posted): string {
  return oidcCookie(names.oidc, { begun: [], ticket: null, claim: null });
}

function problem(request: Request, failure: Failure): Response {
  const requestId = requestIdFrom(request.headers.get(HEADER.requestId));
  return problemResponse(failure, { requestId, instance: new URL(request.url).pathname });
}
