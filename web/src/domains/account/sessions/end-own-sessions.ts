/** Ends one of a member's sessions, or all others at once. @see specs/auth.md items 49, 50 */
import { SessionId } from "@edgemart/contracts/ids";
import { ok, type Result } from "@edgemart/contracts/result";
import { endSession, fetchSessions, logout } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { done, refused, type Submission, submission } from "#forms/posted/submission.ts";
import { readCookie } from "#session/cookies.ts";

/** Answers 303 to the list. The button pressed says which: an id, or `others`. */
export function endOwnSessions(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    () => ({ name: "sessions", path: "/account/security", typed: {} }),
    async (posted, place) => {
      const wanted = posted.form.text("session");
      if (wanted === "others") {
        const ended = await endOthers(posted);
        return ended.ok ? done(posted, place, ended.value) : refused(posted, place, ended.error);
      }
      if (!SessionId.safeParse(wanted).success) {
        return refused(posted, place, { code: "not_found" });
      }
      const ended = await endSession(posted.caller.token, wanted);
      return ended.ok ? done(posted, place, "ended") : refused(posted, place, ended.error);
    },
  );
}

/**
 * Ends the first other session through the door that asks for a recent password, and the rest in one call.
 *
 * Logging others out by the refresh token alone asks for no password; a thief of the cookies must not get that.
 */
async function endOthers({ caller, cookie, names }: Submission): Promise<Result<string>> {
  const listed = await fetchSessions(caller.token);
  if (!listed.ok) return listed;
  const [first] = listed.value.items.filter((session) => !session.current);
  if (!first) return ok("none");
  const ended = await endSession(caller.token, first.id);
  if (!ended.ok && ended.error.code !== "not_found") return ended;
  const refreshToken = readCookie(cookie, names.refresh);
  const rest = refreshToken ? await logout(refreshToken, "others") : null;
  return rest && !rest.ok ? rest : ok("ended_others");
}
