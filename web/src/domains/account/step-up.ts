/** Takes a second factor of a session that proved none, for an administrator's pages. @see specs/identity.md 46 */
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { refused, submission } from "#forms/posted/submission.ts";
import { proveFactor } from "./confirm-identity.ts";
import { entryPath, pathAfter } from "./entry/entry.ts";

/** Answers 303 to the page that was asked for, with an access token that says so, or back to the question. */
export function stepUp(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    (form) => ({ name: "code", path: entryPath("login/code", form), typed: {} }),
    async (posted, place) => {
      const proved = await proveFactor(posted);
      if (!proved.ok) return refused(posted, place, proved.error, { mfa_invalid: "code" });
      return seeOther(pathAfter(posted.form), [proved.value.cookie]);
    },
  );
}
