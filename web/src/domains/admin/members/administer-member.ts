/** What an administrator does to one member: profile, rights, sign-in. */
import { Role } from "@edgemart/contracts/identity";
import { MemberId } from "@edgemart/contracts/ids";
import { MemberReplace, type MemberStatus } from "@edgemart/contracts/member";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { changeMember } from "#api/account.ts";
import {
  administerSignIn,
  changeRole,
  changeStatus,
  issueEnrolmentLink,
  issueResetLink,
  mailResetLink,
} from "#api/admin.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import { versionOf } from "#forms/posted/form-values.ts";
import { done, refused, type Submission, submission } from "#forms/posted/submission.ts";

/** Word for what was done, and what the page shows of it once. */
type Done = { code: string; typed?: Record<string, string> };

/** Answers 303 to the member's page. The button pressed says what is done. */
export function administerMember(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    (form) => {
      const id = MemberId.safeParse(form.text("id")).data;
      const typed = { name: form.text("name"), locale: form.text("locale") };
      const isProfile = form.text("act") === "profile";
      return {
        name: isProfile ? "member" : "rights",
        path: id ? `/admin/members/${id}` : "/admin/members",
        part: isProfile ? "profile" : "rights",
        typed: isProfile ? { ...typed, version: form.text("version") } : {},
      };
    },
    async (posted, place) => {
      const id = MemberId.safeParse(posted.form.text("id")).data;
      const answer = id ? await act(posted, id) : err("not_found");
      if (!answer.ok) return refused(posted, place, answer.error);
      return done(posted, place, answer.value.code, { typed: answer.value.typed ?? {} });
    },
  );
}

async function act({ form, caller }: Submission, id: string): Promise<Result<Done>> {
  const { token } = caller;
  switch (form.text("act")) {
    case "profile": {
      const input = { name: form.text("name").trim(), locale: form.text("locale") };
      const patch = checked(MemberReplace, input);
      if (!patch.ok) return patch;
      return said("saved", await changeMember(token, id, patch.value, versionOf(form)));
    }
    case "role": {
      const role = Role.safeParse(form.text("role"));
      if (!role.success) return err("validation_failed");
      return said("role_changed", await changeRole(token, id, role.data));
    }
    case "disable":
    case "enable": {
      const status: MemberStatus = form.text("act") === "enable" ? "active" : "disabled";
      return said(`${form.text("act")}d`, await changeStatus(token, id, status));
    }
    case "unlock":
      return said("unlocked", await administerSignIn(token, id, "unlock"));
    case "end-sessions":
      return said("sessions_ended", await administerSignIn(token, id, "end-sessions"));
    case "mfa-reset":
      return said("factors_reset", await administerSignIn(token, id, "mfa-reset"));
    case "reset-mail":
      return said("reset_mailed", await mailResetLink(token, id));
    case "reset-link": {
      const link = await issueResetLink(token, id);
      if (!link.ok) return link;
      // Whose it is goes with it: shown on another member's page it would be handed to the wrong one.
      return ok({
        code: "reset_link",
        typed: { member: id, resetToken: link.value.resetToken },
      });
    }
    case "mfa-link": {
      const link = await issueEnrolmentLink(token, id);
      if (!link.ok) return link;
      return ok({ code: "enrol_code", typed: { member: id, enrolToken: link.value.token } });
    }
    default:
      return err("not_found");
  }
}

function said(code: string, answer: Result<unknown>): Result<Done> {
  return answer.ok ? ok({ code }) : answer;
}
