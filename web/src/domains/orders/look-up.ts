/** Takes the form that finds a guest's order; the page it leads to asks, so that neither number nor e-mail is in an address. */
import { LookupInput } from "@edgemart/contracts/order";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import { done, readPosted, refused } from "#forms/posted/submission.ts";

/** Answers 303 to the page with what was asked, or with what is wrong. */
export async function lookUpFromForm(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const { form } = posted;
  const typed = { number: form.text("number").trim(), email: form.text("email").trim() };
  const place = { name: "lookup", path: "/orders/lookup", typed } as const;
  const input = checked(LookupInput, typed);
  return input.ok ? done(posted, place, "asked", { typed }) : refused(posted, place, input.error);
}
