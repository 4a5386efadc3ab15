import { describe, expect, test } from "vitest";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { messagesOf } from "#messages/messages.ts";
import { type Desk, deskOf, formOfDesk, isSaidAbove } from "./desk.ts";

const TEXTS = { done: { goodwill: "done" }, refused: {}, errors: {} };
const KEY = "2f3c1a9e-6a1c-4a53-9d0b-1e8f7f2f6f0a";

/** The desk of a page with two forms, after one of them said something. */
function desk(message: Partial<FormMessage> | null, isFresh = true): Desk {
  const complete = { form: "adminOrder", fields: {}, retryAfterSeconds: null, ...message } as const;
  const said = message && { ...complete, code: message.code ?? "", typed: message.typed ?? {} };
  return deskOf({
    ...{ lang: "en", messages: messagesOf("en"), action: "order", texts: TEXTS },
    // What the desk reads of a visit, and no more.
    visit: { isFresh, message: said } as unknown as Desk["visit"],
    parts: ["goodwill", "cancel"],
  });
}
const typed = { amount: "1000", key: KEY };

describe("orders 42: small forms of one page", () => {
  test("a form that was refused holds what was typed and says why at its own part, no other does", () => {
    const refused = desk({ code: "order_state_conflict", part: "goodwill", typed });
    expect(formOfDesk(refused, "goodwill").refusal?.tone).toBe("error");
    expect(formOfDesk(refused, "goodwill").value("amount", "5")).toBe("1000");
    expect(formOfDesk(refused, "cancel").refusal).toBeNull();
    expect(formOfDesk(refused, "cancel").value("amount", "5")).toBe("5");
    expect(isSaidAbove(refused)).toBe(false);
  });
  test("what was done is said above, and so is what was refused at a part that is gone", () => {
    expect(isSaidAbove(desk({ code: "goodwill", part: "goodwill" }))).toBe(true);
    expect(formOfDesk(desk({ code: "goodwill", part: "goodwill" }), "goodwill").refusal).toBeNull();
    expect(isSaidAbove(desk({ code: "not_found", part: "ship" }))).toBe(true);
    expect(isSaidAbove(desk(null))).toBe(false);
  });
  test("a form whose outcome no one knows is sent again under its key, a refused one under a new one", () => {
    const keyAfter = (code: string) =>
      formOfDesk(desk({ code, part: "goodwill", typed }), "goodwill").sentKey;
    for (const code of [
      "deadline_exceeded",
      "upstream_failed",
      "temporarily_unavailable",
      "draft",
    ]) {
      expect([code, keyAfter(code)]).toEqual([code, KEY]);
    }
    expect(keyAfter("order_state_conflict")).toBeUndefined();
    expect(keyAfter("validation_failed")).toBeUndefined();
  });
  test("the password is asked for when it was not given lately, or when a Worker says so", () => {
    expect(desk(null).mustConfirm).toBe(false);
    expect(desk(null, false).mustConfirm).toBe(true);
    expect(desk({ code: "reauthentication_required", part: "cancel" }).mustConfirm).toBe(true);
  });
  test("a lost update is known as one", () => {
    const lost = desk({ code: "precondition_failed", part: "cancel", typed });
    expect(formOfDesk(lost, "cancel").isConflict).toBe(true);
    expect(formOfDesk(lost, "goodwill").isConflict).toBe(false);
  });
});
