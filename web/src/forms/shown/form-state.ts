/** Chooses the sentences for what a form left behind. Pure. */
import { fill, type Messages } from "#messages/fill.ts";
import type { FormMessage } from "./form-message.ts";

/** Whether it was done, is a hint, or was refused. */
export type Tone = "good" | "info" | "error";

/** What is said above a form and at its fields. */
export interface FormState {
  tone: Tone;
  title: string | null;
  text: string;
  /** Field → its sentence, in the order they were found. */
  fields: Record<string, string>;
  /** Something that was typed came back and is not saved: leaving would lose it. */
  isUnsaved?: true;
}

type Errors = Messages["mine"]["errors"];

/**
 * Gives what to say; null when there is nothing to say.
 *
 * @param good sentences of this form for what was done, by word
 * @param bad its own for refusals, by code
 * @param ownFields its own for wrong fields, by name, or by name and code: `price:unusual`
 */
export function formState(
  message: FormMessage | null,
  texts: Messages["mine"],
  good: Record<string, string> = {},
  bad: Record<string, string> = {},
  ownFields: Record<string, string> = {},
): FormState | null {
  if (!message) return null;
  const { code } = message;
  if (code === "draft") {
    return { tone: "info", ...texts.draft, fields: {}, isUnsaved: true };
  }
  const done = Object.hasOwn(good, code) ? good[code] : undefined;
  if (done) return { tone: "good", title: null, text: done, fields: {} };
  const { errors } = texts;
  const fields = Object.fromEntries(
    Object.entries(message.fields).flatMap(([field, why]) => {
      const text = fieldText(field, why, errors, ownFields);
      return text ? [[field, text]] : [];
    }),
  );
  const own = Object.hasOwn(bad, code) ? bad[code] : undefined;
  const text = own ?? summaryOf(message, texts);
  return {
    tone: "error",
    title: null,
    text,
    fields,
    ...(holdsText(message) && { isUnsaved: true }),
  };
}

/** Fields of every form that are not typed. */
const UNTYPED = new Set(["act", "version", "id", "of", "value", "key", "uri", "codes"]);

function holdsText({ typed }: FormMessage): boolean {
  return Object.entries(typed).some(([name, value]) => value !== "" && !UNTYPED.has(name));
}

function fieldText(
  field: string,
  why: string,
  errors: Errors,
  own: Record<string, string>,
): string | null {
  const exact = `${field}:${why}`;
  if (Object.hasOwn(own, exact)) return own[exact] ?? null;
  if (why === "missing") return errors.missing;
  if (why === "not_kept") return errors.not_kept;
  if (why === "password_too_common") return errors.password_too_common;
  if (why === "invalid_credentials") return errors.wrongPassword;
  if (Object.hasOwn(own, field)) return own[field] ?? null;
  const known: Record<string, string> = errors;
  return Object.hasOwn(known, field) ? (known[field] ?? null) : null;
}

function summaryOf({ code, retryAfterSeconds }: FormMessage, texts: Messages["mine"]): string {
  const { errors } = texts;
  switch (code) {
    case "validation_failed":
    case "invalid_body":
    case "password_too_common":
      return errors.summary;
    case "invalid_credentials":
      return errors.wrongPassword;
    case "reauthentication_required":
      return texts.confirm.due;
    case "forbidden":
    case "not_found":
      return errors.not_found;
    case "idempotency_key_reused":
    case "idempotency_in_progress":
      return errors.sent_before;
    case "rate_limited":
      return retryAfterSeconds
        ? fill(errors.rate_limited_wait, { seconds: retryAfterSeconds })
        : errors.rate_limited;
    default:
      return errors.unavailable;
  }
}
