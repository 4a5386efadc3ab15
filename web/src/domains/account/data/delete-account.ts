/** Deletes a member's own account. */
import { deleteMember } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { versionOf } from "#forms/posted/form-values.ts";
import { refused, submission } from "#forms/posted/submission.ts";
import { clearedDraft } from "#session/draft.ts";
import { clearedCookies } from "#session/session-cookies.ts";
import { PASSWORD_FIELD, provePassword } from "../confirm-identity.ts";

/** Answers 303 to a farewell with every session cookie gone; needs the password and a tick, each time. */
export function deleteAccount(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    () => ({ name: "delete", path: "/account/data", typed: {} }),
    async (posted, place) => {
      const { form, caller, names } = posted;
      if (form.text("sure") !== "on") {
        const errors = [{ path: "sure", code: "missing", message: "must be ticked" }];
        return refused(posted, place, { code: "validation_failed", errors });
      }
      const proved = await provePassword(posted, form.text("password"));
      if (!proved.ok) return refused(posted, place, proved.error, PASSWORD_FIELD);
      const gone = await deleteMember(proved.value.token, caller.memberId, versionOf(form));
      if (!gone.ok) return refused(posted, place, gone.error);
      const response = seeOther(`/${form.lang}/goodbye`, [
        ...clearedCookies(names),
        clearedDraft(names.draft),
      ]);
      response.headers.set("clear-site-data", '"cache", "storage"');
      return response;
    },
  );
}
