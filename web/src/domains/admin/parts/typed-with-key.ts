/** What was typed into a small form, with its key: a form whose outcome is not known is sent again as the same operation. Pure. */
import type { PostedForm } from "#forms/posted/form-request.ts";
import { typedIn } from "./answer-write.ts";

/** Gives the named fields as they were typed; empty ones of a long list are left out. */
export function typedWithKey(
  form: PostedForm,
  names: readonly string[],
  lists: readonly string[] = [],
): Record<string, string> {
  const filled = lists.filter((name) => form.text(name) !== "");
  return { ...typedIn(form, [...names, ...filled]), key: form.text("key") };
}
