/** Connects Google to an account by its mailbox: asks for the link, and uses it in the browser that asked. @see specs/identity.md 28 */
import { askToClaim, claimAccount } from "#api/google.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { readPosted, refused } from "#forms/posted/submission.ts";
import { oidcCookie, readOidc } from "#session/oidc-cookie.ts";
import { clearedLink, readLinkToken } from "#session/one-time-link.ts";
import { type Entry, noEntry } from "../entry/entry.ts";
import { begun, CONNECT, failed, over, ticketOf } from "./connect-google.ts";

/** Answers 303 to the page that says what to do until the mail comes: the ticket is what the link is good with. */
export async function askForClaim(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const ticket = ticketOf(posted, "link_required");
  if (!ticket) return over(posted).answer;
  const asked = await askToClaim(ticket.ticket);
  if (!asked.ok) return failed(posted, {}, asked.error);
  const { back, email } = ticket;
  const claim = { key: ticket.ticket, email, back };
  const kept = oidcCookie(posted.names.oidc, { begun: [], ticket: null, claim });
  return seeOther(`/${posted.form.lang}/connect`, [kept, clearedLink(posted.names.link)]);
}

/** Answers 303 to the page that was wanted at first, signed in; back to the form when the password was refused. */
export async function finishClaim(request: Request, config: WebConfig): Promise<Entry> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return noEntry(posted.refused);
  const { cookie, deviceToken, form, names } = posted;
  const token = readLinkToken(cookie, names.link, "connect");
  const { claim } = readOidc(cookie, names.oidc);
  const spent = clearedLink(names.link);
  if (!token || !claim) return noEntry(refused(posted, CONNECT, { code: "link_invalid" }));
  const password = form.text("password");
  const answer = await claimAccount({
    ...{ token, browserKey: claim.key },
    ...(password !== "" && { password }),
    ...(deviceToken !== undefined && { deviceToken }),
  });
  if (answer.ok) {
    const entry = await begun(posted, claim.back, answer.value);
    entry.answer.headers.append("set-cookie", spent);
    return entry;
  }
  const { code } = answer.error;
  if (code === "link_invalid") {
    const response = refused(posted, CONNECT, answer.error);
    response.headers.append("set-cookie", spent);
    return noEntry(response);
  }
  return noEntry(failed(posted, {}, answer.error));
}
