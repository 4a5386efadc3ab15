/** Sentences of the page where passwords, passkeys and sessions are. */
import { passkeyGroups } from "@edgemart/contracts/passkeys";
import { describe, expect, test } from "vitest";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { messagesOf } from "#messages/messages.ts";
import { securityState } from "./security-state.ts";

const message = (form: FormMessage["form"], code: string, fields = {}): FormMessage => ({
  ...{ form, code, fields, typed: {}, retryAfterSeconds: null },
});

describe("identity 43: what became of a passkey", () => {
  test.each(["ko", "en"] as const)("is said in %s: each word of a form that was done", (lang) => {
    const messages = messagesOf(lang);
    for (const [form, code] of [
      ...[["passkeys", "added"] as const, ["passkeys", "renamed"] as const],
      ...[["passkeys", "removed"] as const, ["password", "saved"] as const],
      ...[["confirm", "confirmed"] as const, ["sessions", "ended"] as const],
    ]) {
      expect([code, securityState(message(form, code), messages)?.tone]).toEqual([code, "good"]);
    }
  });

  test("each refusal of auth has a sentence of its own", () => {
    const messages = messagesOf("en");
    const { addPasskey, removePasskey } = passkeyGroups.passkeys;
    const codes = [...addPasskey.errors, ...removePasskey.errors, "not_found"];
    const said = codes.map((code) => securityState(message("passkeys", code), messages)?.text);
    expect(new Set(said).size).toBe(codes.length);
    expect(said).not.toContain(messages.mine.errors.unavailable);
  });

  test("a wrong name is said at its field, and nothing is said without a form", () => {
    const messages = messagesOf("en");
    const wrong = message("passkeys", "validation_failed", { name: "invalid" });
    expect(securityState(wrong, messages)?.fields).toEqual({
      name: messages.passkeys.list.nameWrong,
    });
    expect(securityState(null, messages)).toBeNull();
  });
});
