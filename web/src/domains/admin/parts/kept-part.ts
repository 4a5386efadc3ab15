/** The part of its page that a small form names. Pure. */
import type { PostedForm } from "#forms/posted/form-request.ts";

/** Gives the part; empty for a forged one: the top of the page speaks then. */
export function keptPart(form: PostedForm): string {
  const part = form.text("part");
  return /^[\w-]{1,40}$/.test(part) ? part : "";
}
