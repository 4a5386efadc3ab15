import { ERRORS } from "@edgemart/contracts/error";
import { describe, expect, test } from "vitest";
import { en } from "#messages/en.ts";
import { ko } from "#messages/ko.ts";
import type { FormMessage } from "./form-message.ts";
import { formState } from "./form-state.ts";

const message = (code: string, more: Partial<FormMessage> = {}): FormMessage => ({
  form: "address",
  code,
  fields: {},
  typed: {},
  retryAfterSeconds: null,
  ...more,
});

describe("storefront 31: what a form of the account says", () => {
  test.each(Object.keys(ERRORS))(
    "every public error has a sentence in both languages: %s",
    (code) => {
      for (const { mine } of [ko, en]) {
        expect(formState(message(code), mine)).toMatchObject({ tone: "error", text: /./ });
      }
    },
  );
  test("what was done is said as good, in the form's own words", () => {
    expect(formState(message("saved"), en.mine, { saved: "Done." })).toEqual({
      tone: "good",
      title: null,
      text: "Done.",
      fields: {},
    });
  });
  test("each wrong field has its sentence: empty ones are to be filled in, others tell the rule", () => {
    const state = formState(
      message("validation_failed", { fields: { phone: "invalid", recipient: "missing" } }),
      ko.mine,
    );
    expect(state?.fields).toEqual({
      phone: ko.mine.errors.phone,
      recipient: ko.mine.errors.missing,
    });
  });
  test("a wait says how long", () => {
    const state = formState(message("rate_limited", { retryAfterSeconds: 32 }), en.mine);
    expect(state?.text).toContain("32 seconds");
  });
  test("a planted code or field shows nothing of its own", () => {
    const planted = message("constructor", { fields: { evil: "<i>", __proto__: "x" } });
    expect(JSON.stringify(formState(planted, ko.mine, {}))).not.toMatch(/<i>|evil|function/);
  });
});
