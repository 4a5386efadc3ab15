/** Ends every session there is, the administrator's own too. @see specs/auth.md item 54 */
import { endEveryone } from "#api/admin.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { refused, submission } from "#forms/posted/submission.ts";
import { clearedCookies } from "#session/session-cookies.ts";

/** Answers 303 to the sign-in form; back to the page when it was refused. */
export function logEverybodyOut(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    () => ({ name: "signin", path: "/admin/audit/sign-ins", part: "end-all", typed: {} }),
    async (posted, place) => {
      const ended = await endEveryone(posted.caller.token);
      if (!ended.ok) return refused(posted, place, ended.error);
      const back = `/${posted.form.lang}/login?return=${encodeURIComponent(`/${posted.form.lang}${place.path}`)}`;
      return seeOther(back, clearedCookies(posted.names));
    },
  );
}
