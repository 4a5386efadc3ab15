import { describe, expect, test } from "vitest";
import type { FormMessage } from "./form-message.ts";
import { typedOrStored } from "./typed-or-stored.ts";

const left = (code: string, typed: Record<string, string>): FormMessage => ({
  form: "profile",
  code,
  fields: {},
  typed,
  retryAfterSeconds: null,
});

describe("storefront 31: what a form shows", () => {
  test("what is stored, when nothing was typed", () => {
    expect(typedOrStored(null, 3).value("name", "Mina")).toBe("Mina");
    expect(typedOrStored(left("saved", {}), 3).value("name", "Mina")).toBe("Mina");
  });
  test("what was typed, even an emptied field, when it was refused", () => {
    const { value, isConflict } = typedOrStored(left("validation_failed", { name: "" }), 3);
    expect([value("name", "Mina"), isConflict]).toEqual(["", false]);
  });
  test("what is stored in place of a text too long to bring back, and that it is lost", () => {
    const { value, isLost } = typedOrStored(left("draft", { name: "Mina" }), 3);
    expect([value("about", "Stored"), isLost("about"), isLost("name")]).toEqual([
      "Stored",
      true,
      false,
    ]);
    expect(typedOrStored(left("saved", {}), 3).isLost("about")).toBe(false);
  });
  test("a lost update is a conflict, and so is a draft based on an older version", () => {
    expect(typedOrStored(left("precondition_failed", { version: "2" }), 3).isConflict).toBe(true);
    expect(typedOrStored(left("draft", { version: "2" }), 3).isConflict).toBe(true);
    expect(typedOrStored(left("draft", { version: "3" }), 3).isConflict).toBe(false);
    expect(typedOrStored(left("draft", {}), null).isConflict).toBe(false);
  });
});
