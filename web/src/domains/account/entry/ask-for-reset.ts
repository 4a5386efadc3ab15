/** Has a link to a new password mailed with a posted form. @see specs/identity.md 8 */
import { Email } from "@edgemart/contracts/email";
import { z } from "zod";
import { requestReset } from "#api/links.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import { done, readPosted, refused } from "#forms/posted/submission.ts";

const Input = z.object({ email: Email });

/** Answers 303 back to the form, alike for every address. */
export async function askForReset(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const { deviceToken, form } = posted;
  const email = form.text("email").trim();
  const place = { name: "forgot", path: "/forgot", typed: { email } } as const;
  const input = checked(Input, { email });
  if (!input.ok) return refused(posted, place, input.error);
  const answer = await requestReset({
    ...{ email, locale: form.lang },
    ...(deviceToken !== undefined && { deviceToken }),
  });
  return answer.ok
    ? done(posted, place, "reset_mailed", { typed: { email } })
    : refused(posted, place, answer.error);
}
