/** Has links to an address mailed with a member's posted form: to another one, or to confirm the present one. @see specs/identity.md 13, 18 */
import { Email } from "@edgemart/contracts/email";
import { z } from "zod";
import { requestEmailChange, requestVerification } from "#api/links.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import { done, refused, submission } from "#forms/posted/submission.ts";

const Input = z.object({ newEmail: Email });

/** Answers 303 back to the page, alike for every address. */
export function changeOwnEmail(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    (form) => ({
      ...{ name: "email", path: "/account/security" },
      typed: { newEmail: form.text("newEmail").trim() },
    }),
    async (posted, place) => {
      const input = checked(Input, { newEmail: posted.form.text("newEmail").trim() });
      if (!input.ok) return refused(posted, place, input.error);
      const asked = await requestEmailChange(posted.caller.token, input.value.newEmail);
      if (asked.ok) return done(posted, place, "email_change_asked");
      const errors = asked.error.errors?.map((each) => ({ ...each, path: "newEmail" }));
      return refused(posted, place, { ...asked.error, ...(errors && { errors }) });
    },
  );
}

/** Answers 303 back to the page. */
export function verifyOwnEmail(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    () => ({ name: "email", path: "/account/security", typed: {} }),
    async (posted, place) => {
      const asked = await requestVerification(posted.caller.token);
      return asked.ok
        ? done(posted, place, "email_verify_asked")
        : refused(posted, place, asked.error);
    },
  );
}
