/** Changes a member's own name and language. */
import { MemberReplace } from "@edgemart/contracts/member";
import { changeMember } from "#api/account.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import { versionOf } from "#forms/posted/form-values.ts";
import { done, refused, submission } from "#forms/posted/submission.ts";

/** Answers 303 to the profile. A change on an older version than the stored one shows both and decides nothing. */
export function saveProfile(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    (form) => ({
      name: "profile",
      path: "/account",
      typed: {
        name: form.text("name"),
        locale: form.text("locale"),
        version: form.text("version"),
      },
    }),
    async (posted, place) => {
      const { form, caller } = posted;
      const patch = checked(MemberReplace, {
        name: form.text("name").trim(),
        locale: form.text("locale"),
      });
      if (!patch.ok) return refused(posted, place, patch.error);
      const { token, memberId } = caller;
      const saved = await changeMember(token, memberId, patch.value, versionOf(form));
      return saved.ok ? done(posted, place, "saved") : refused(posted, place, saved.error);
    },
  );
}
