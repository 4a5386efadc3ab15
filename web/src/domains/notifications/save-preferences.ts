/** Saves what a member wants to hear of, or what it consents to, from a posted form. @see specs/notifications.md 18–20 */
import { MarketingInput } from "@edgemart/contracts/marketing-consent";
import type { PreferencesInput } from "@edgemart/contracts/notification";
import { savePreferences } from "#api/notifications.ts";
import type { WebConfig } from "#env.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { versionOf } from "#forms/posted/form-values.ts";
import { done, refused, submission } from "#forms/posted/submission.ts";

/** Answers 303 to the page. What was ticked is not kept for a form that was refused: a consent is never ticked before its member ticks it. */
export function savePreferencesFromForm(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    () => ({ name: "notifications", path: "/account/notifications", typed: {} }),
    async (posted, place) => {
      const { form, caller } = posted;
      const input = inputOf(form);
      if (!input) return refused(posted, place, { code: "precondition_failed" });
      const saved = await savePreferences(caller.token, input, versionOf(form));
      if (!saved.ok) return refused(posted, place, saved.error);
      const { marketing } = input;
      if (!marketing) return done(posted, place, "saved");
      if ("push" in marketing) {
        return done(posted, place, marketing.push ? "consented_push" : "refused_push");
      }
      return done(posted, place, marketing.email ? "consented" : "refused");
    },
  );
}

/** Null for a consent to a text that is not the one of now: it has to be read again. */
function inputOf(form: PostedForm): PreferencesInput | null {
  const isTicked = (name: string) => form.text(name) !== "";
  const act = form.text("act");
  if (act !== "consent" && act !== "consent-push") {
    return {
      choices: { order: { email: isTicked("order") }, service: { email: isTicked("service") } },
    };
  }
  const isGranted = isTicked("marketing");
  const said = act === "consent" ? { email: isGranted } : { push: isGranted };
  const terms = { atNight: isTicked("night"), textVersion: form.text("text") };
  const marketing = MarketingInput.safeParse({ ...said, ...(isGranted && terms) });
  return marketing.success ? { marketing: marketing.data } : null;
}
