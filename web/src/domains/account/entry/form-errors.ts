/** Chooses the sentences for a refused form. Pure. */
import { fill, type Messages } from "#messages/messages.ts";
import type { Flash } from "#session/flash.ts";

type Errors = Messages["errors"];
const FIELDS = ["email", "password", "name"] as const;
type FieldName = (typeof FIELDS)[number];

export interface FormErrors {
  /** Above the form; announced on arrival. Null without an error. */
  summary: string | null;
  fields: Record<FieldName, string | null>;
}

export function formErrors(flash: Flash | null, errors: Errors): FormErrors {
  const none: FormErrors = { summary: null, fields: { email: null, password: null, name: null } };
  if (!flash) return none;
  const fields = { ...none.fields };
  for (const name of FIELDS) if (flash.fields[name]) fields[name] = fieldText(name, flash, errors);
  return { summary: summaryText(flash, errors), fields };
}

function fieldText(name: FieldName, flash: Flash, errors: Errors): string {
  const code = flash.fields[name];
  if (code === "email_taken" || code === "password_too_common") return errors[code];
  return errors[name];
}

function summaryText(flash: Flash, errors: Errors): string {
  switch (flash.code) {
    case "invalid_credentials":
    case "account_disabled":
    case "login_required":
      return errors[flash.code];
    case "rate_limited":
      return flash.retryAfterSeconds
        ? fill(errors.rate_limited_wait, { seconds: flash.retryAfterSeconds })
        : errors.rate_limited;
    case "validation_failed":
    case "invalid_body":
    case "email_taken":
    case "password_too_common":
      return errors.summary;
    default:
      return errors.unavailable;
  }
}
