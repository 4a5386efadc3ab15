/** Uses a mailed link to an address with a posted form: confirms it, moves the account to it, or takes it back. @see specs/identity.md 13, 19, 20 */
import { confirmEmail, undoEmailChange } from "#api/links.ts";
import type { WebConfig } from "#env.ts";
import { done, readPosted, refused } from "#forms/posted/submission.ts";
import { readCookie } from "#session/cookies.ts";
import { clearedLink, readLinkToken } from "#session/one-time-link.ts";
import { clearedCookies } from "#session/session-cookies.ts";

const FIELD_OF = { invalid_credentials: "password" } as const;

/** Answers 303 to where its member goes on; back to the form when the password was refused. */
export async function confirmAddress(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const { cookie, deviceToken, form, names } = posted;
  const place = { name: "email", path: "/email", typed: {} } as const;
  const token = readLinkToken(cookie, names.link, "email");
  if (!token) return refused(posted, place, { code: "link_invalid" });
  const kind = form.text("kind") === "verify" ? "verify" : "email_change";
  const accessToken = readCookie(cookie, names.access);
  const password = form.text("password");
  const answer = await confirmEmail(kind, {
    token,
    ...(accessToken !== null && { accessToken }),
    ...(password !== "" && { password }),
    ...(deviceToken !== undefined && { deviceToken }),
  });
  const spent = clearedLink(names.link);
  if (!answer.ok) {
    const response = refused(posted, place, answer.error, FIELD_OF);
    const isSpent = answer.error.code === "link_invalid" || answer.error.code === "email_taken";
    if (isSpent) response.headers.append("set-cookie", spent);
    return response;
  }
  const code = kind === "verify" ? "email_verified" : "email_changed";
  const next =
    accessToken === null
      ? ({ name: "login", path: "/login" } as const)
      : ({ name: "email", path: "/account/security" } as const);
  return done(posted, next, code, { cookies: [spent] });
}

/** Answers 303 to the sign-in form, signed out everywhere. */
export async function takeAddressBack(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const { cookie, names } = posted;
  const place = { name: "emailUndo", path: "/email/undo", typed: {} } as const;
  const token = readLinkToken(cookie, names.link, "email/undo");
  if (!token) return refused(posted, place, { code: "link_invalid" });
  const answer = await undoEmailChange(token);
  const spent = clearedLink(names.link);
  if (answer.ok) {
    return done(posted, { name: "login", path: "/login" }, "email_undone", {
      cookies: [...clearedCookies(names), spent],
    });
  }
  const response = refused(posted, place, answer.error);
  if (answer.error.code === "link_invalid") response.headers.append("set-cookie", spent);
  return response;
}
