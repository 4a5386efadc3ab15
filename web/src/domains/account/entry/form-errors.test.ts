import { ERRORS } from "@edgemart/contracts/error";
import { describe, expect, test } from "vitest";
import { en } from "#messages/en.ts";
import { ko } from "#messages/ko.ts";
import type { Flash } from "#session/flash.ts";
import { formErrors } from "./form-errors.ts";

const flash = (code: string, more: Partial<Flash> = {}): Flash => ({
  form: "login",
  code,
  fields: {},
  typed: {},
  retryAfterSeconds: null,
  ...more,
});

describe("storefront 29: sentences of a refused form", () => {
  test.each(Object.keys(ERRORS))("every public error has one in both languages: %s", (code) => {
    for (const { errors } of [ko, en]) expect(formErrors(flash(code), errors).summary).toBeTruthy();
  });
  test("a wait says how long", () => {
    const { summary } = formErrors(flash("rate_limited", { retryAfterSeconds: 32 }), en.errors);
    expect(summary).toContain("32 seconds");
  });
  test("a field's error stands at its field and nowhere else", () => {
    const { fields } = formErrors(
      flash("email_taken", { fields: { email: "email_taken" } }),
      ko.errors,
    );
    expect(fields).toEqual({ email: ko.errors.email_taken, password: null, name: null });
  });
  test("a planted code or field shows nothing of its own", () => {
    const text = JSON.stringify(formErrors(flash("<b>", { fields: { evil: "<i>" } }), ko.errors));
    expect(text).not.toMatch(/<b>|<i>|evil/);
  });
  test("without a flash there is no error", () => {
    expect(formErrors(null, ko.errors).summary).toBeNull();
  });
});
