import { ERRORS } from "@edgemart/contracts/error";
import { describe, expect, test } from "vitest";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { en } from "#messages/en.ts";
import { ko } from "#messages/ko.ts";
import { entryState } from "./entry-state.ts";

const message = (code: string, more: Partial<FormMessage> = {}): FormMessage => ({
  form: "login",
  code,
  fields: {},
  typed: {},
  retryAfterSeconds: null,
  ...more,
});

describe("storefront 29: sentences of a refused form", () => {
  test.each(Object.keys(ERRORS))("every public error has one in both languages: %s", (code) => {
    for (const messages of [ko, en]) {
      expect(entryState(message(code), messages)).toMatchObject({ tone: "error", text: /./ });
    }
  });
  test("a wait says how long", () => {
    const state = entryState(message("rate_limited", { retryAfterSeconds: 32 }), en);
    expect(state?.text).toContain("32 seconds");
  });
  test("identity 12: what is wrong with the pair is not said of the password alone, and a registration may still wait in the mailbox", () => {
    for (const messages of [ko, en]) {
      const said = entryState(message("invalid_credentials"), messages)?.text;
      expect(said).toBe(messages.errors.login_refused);
      expect(said).toMatch(/메일로 받은 링크|link in your mail/);
    }
    const elsewhere = entryState(message("invalid_credentials", { form: "confirmed" }), en);
    expect(elsewhere?.text).toBe(en.errors.invalid_credentials);
  });
  test("a field's error is its own sentence, empty or wrong", () => {
    const fields = { email: "email_taken", password: "missing", name: "invalid", terms: "missing" };
    expect(entryState(message("email_taken", { fields }), ko)).toMatchObject({
      text: ko.mine.errors.summary,
      fields: {
        email: ko.errors.email_taken,
        password: ko.errors.password,
        name: ko.mine.errors.name,
        terms: ko.errors.consents.terms,
      },
    });
  });
  test("a planted code or field shows nothing of its own", () => {
    const text = JSON.stringify(entryState(message("<b>", { fields: { evil: "<i>" } }), ko));
    expect(text).not.toMatch(/<b>|<i>|evil/);
  });
  test("a new password is said to be saved; without a message there is nothing to say", () => {
    expect(entryState(message("password_set"), en)).toMatchObject({ tone: "good" });
    expect(entryState(null, ko)).toBeNull();
  });
});
