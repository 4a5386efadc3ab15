/** Reads single values of a posted form strictly. Pure. */
import { safeReturnPath } from "#session/return-path.ts";
import type { PostedForm } from "./form-request.ts";

/** The version a form was shown with; 1 for a forged one, which then is stale or right. */
export function versionOf(form: PostedForm): number {
  const version = Number(form.text("version"));
  return Number.isSafeInteger(version) && version > 0 ? version : 1;
}

const FORM_KEY = /^[0-9a-f-]{36}$/;

/** The form's own random key: a double click or a reload is one operation. */
export function keyOf(form: PostedForm): string | undefined {
  const key = form.text("key");
  return FORM_KEY.test(key) ? key : undefined;
}

/** The page a form is on, below its language; only pages of members and administrators. */
export function pageOf(form: PostedForm, fallback: string): string {
  const path = safeReturnPath(form.text("page"), fallback);
  return /^\/(account|admin)(\/[\w-]+)*(\?[\w=&%.@+-]*)?$/.test(path) ? path : fallback;
}
