/** Uses the link of a registration with a posted form: opens the account, has its mail sent again, or forgets it. @see specs/identity.md 10, 11 */
import { confirmRegistration, refuseRegistration, repeatRegistration } from "#api/links.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { done, readPosted, refused } from "#forms/posted/submission.ts";
import { clearedLink, readLinkToken } from "#session/one-time-link.ts";
import { clearedRegistration, readRegistration } from "#session/registration.ts";
import { safeReturnPath } from "#session/return-path.ts";
import { type Entry, noEntry } from "./entry.ts";
import { sessionBegun } from "./sign-in.ts";

const FIELD_OF = { invalid_credentials: "password" } as const;

/** Answers 303 to the page the registration was made for, signed in; back to the form when the password was refused. */
export async function finishRegistration(request: Request, config: WebConfig): Promise<Entry> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return noEntry(posted.refused);
  const { cookie, form, names } = posted;
  const place = { name: "confirmed", path: "/confirm", typed: {} } as const;
  const token = readLinkToken(cookie, names.link, "confirm");
  if (!token) return noEntry(refused(posted, place, { code: "link_invalid" }));
  const began = readRegistration(cookie, names.registration);
  const password = form.text("password");
  const answer = await confirmRegistration({
    token,
    ...(began && { browserKey: began.key }),
    ...(password !== "" && { password }),
  });
  const spent = [clearedLink(names.link), clearedRegistration(names.registration)];
  if (!answer.ok) {
    const response = refused(posted, place, answer.error, FIELD_OF);
    if (answer.error.code === "link_invalid") response.headers.append("set-cookie", spent[0] ?? "");
    return noEntry(response);
  }
  const entry = await sessionBegun(posted, answer.value, false);
  const back = safeReturnPath(began?.back ?? null, `/${form.lang}`, form.lang);
  entry.answer.headers.set("location", back);
  for (const each of spent) entry.answer.headers.append("set-cookie", each);
  return entry;
}

/** Has the mail sent once more; answers alike whether there is such a registration. */
export async function sendAgain(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const { cookie, form, names } = posted;
  const place = { name: "sent", path: "/register/sent", typed: {} } as const;
  const began = readRegistration(cookie, names.registration);
  if (!began) return seeOther(`/${form.lang}/register`, []);
  const answer = await repeatRegistration({ email: began.email, browserKey: began.key });
  return answer.ok ? done(posted, place, "mail_sent") : refused(posted, place, answer.error);
}

/** Forgets a registration that somebody else began. */
export async function refuse(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const { cookie, names } = posted;
  const token = readLinkToken(cookie, names.link, "confirm");
  const answer = token ? await refuseRegistration(token) : null;
  if (answer && !answer.ok) {
    const place = { name: "confirmed", path: "/confirm", typed: {} } as const;
    return refused(posted, place, answer.error);
  }
  return done(posted, { name: "login", path: "/login" }, "registration_refused", {
    cookies: [clearedLink(names.link)],
  });
}
