/** Sends a refused form back to its page, keeping what was typed and naming what was wrong. */
import type { Failure } from "@edgemart/contracts/result";
import { type PostedForm, seeOther } from "#forms/posted/form-request.ts";
import { type Flash, type FormName, flashCookie } from "#session/flash.ts";
import { safeReturnPath } from "#session/return-path.ts";

/** Codes that speak of one field; the rest stand above the form. */
const FIELD_OF: Record<string, string> = {
  email_taken: "email",
  password_too_common: "password",
};

export function refusedForm(
  page: Extract<FormName, "login" | "register">,
  form: PostedForm,
  typed: { email: string; name: string; remember: boolean; ticked?: readonly string[] },
  failure: Failure,
  flashName: string,
): Response {
  const field = FIELD_OF[failure.code];
  const fields = Object.fromEntries(
    (failure.errors ?? []).slice(0, 8).map((error) => [error.path.slice(0, 40), "invalid"]),
  );
  if (field) fields[field] = failure.code;
  const flash: Flash = {
    form: page,
    code: failure.code,
    fields,
    typed: {
      email: typed.email.slice(0, 254),
      name: typed.name.slice(0, 80),
      remember: typed.remember ? "on" : "",
      ...Object.fromEntries((typed.ticked ?? []).map((name) => [name, "on"])),
    },
    retryAfterSeconds: failure.retryAfterSeconds ?? null,
  };
  const wanted = safeReturnPath(form.text("return"), "", form.lang);
  const query = wanted ? `?return=${encodeURIComponent(wanted)}` : "";
  return seeOther(`/${form.lang}/${page}${query}`, [flashCookie(flashName, flash)]);
}
