/** Sends a browser to Google: to sign in, to prove itself anew, or to link an account. @see specs/identity.md 22, 23 */
import type { OidcStarted } from "@edgemart/contracts/google";
import { removeIdentity, startGoogle, startToLinkGoogle } from "#api/google.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { done, type Posted, readPosted, refused, submission } from "#forms/posted/submission.ts";
import { tokenFacts } from "#session/access-token.ts";
import { readCookie } from "#session/cookies.ts";
import { type Begun, oidcCookie, readOidc, withBegun } from "#session/oidc-cookie.ts";
import { safeReturnPath } from "#session/return-path.ts";
import { entryPath } from "../entry/entry.ts";

const SECURITY = "/account/security";

/** Answers 303 to Google, or back to the form with a sentence. A member who is signed in proves itself anew. */
export async function beginGoogle(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const { cookie, form, names } = posted;
  const isProof = form.text("act") === "prove";
  const started = await startGoogle(form.lang);
  if (!started.ok) {
    const page = form.text("page") === "register" ? "register" : "login";
    return isProof
      ? refused(posted, { name: "google", path: SECURITY, typed: {} }, started.error)
      : refused(posted, { name: page, path: entryPath(page, form), typed: {} }, started.error);
  }
  const memberId = tokenFacts(readCookie(cookie, names.access) ?? "")?.memberId;
  return leave(posted, started.value, {
    purpose: isProof ? "prove" : "sign_in",
    back: isProof ? `/${form.lang}${SECURITY}` : safeReturnPath(form.text("return"), "", form.lang),
    ...(isProof && memberId && { memberId }),
  });
}

/** Links or unlinks: the button that was pressed says which. */
export function changeGoogle(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    () => ({ name: "google", path: SECURITY, typed: {} }),
    async (posted, place) => {
      const { caller, form } = posted;
      if (form.text("act") === "remove") {
        const removed = await removeIdentity(caller.token, form.text("id"));
        return removed.ok ? done(posted, place, "removed") : refused(posted, place, removed.error);
      }
      const started = await startToLinkGoogle(caller.token, form.lang);
      if (!started.ok) return refused(posted, place, started.error);
      return leave(posted, started.value, {
        purpose: "link",
        back: `/${form.lang}${SECURITY}`,
        memberId: caller.memberId,
      });
    },
  );
}

function leave(
  { cookie, form, names }: Posted,
  { authorizationUrl, transaction }: OidcStarted,
  way: Pick<Begun, "purpose" | "back" | "memberId">,
): Response {
  const state = new URL(authorizationUrl).searchParams.get("state") ?? "";
  const kept = readOidc(cookie, names.oidc);
  const begun = withBegun(kept, state, { ...way, transaction, lang: form.lang });
  const response = seeOther(authorizationUrl, [oidcCookie(names.oidc, begun)]);
  response.headers.set("referrer-policy", "no-referrer");
  return response;
}
