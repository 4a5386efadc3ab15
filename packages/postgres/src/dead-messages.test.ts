import { describe, expect, test } from "vitest";
import { jsonOf } from "./dead-messages.ts";

describe("notifications 8: a dead message's body as JSON that jsonb takes", () => {
  test.each([
    [{ a: ["1", 2, null] }, '{"a":["1",2,null]}'],
    [undefined, "null"],
    ["a\0b", '"a\\ufffdb"'],
    [{ "k\0": "\ud800x" }, '{"k\\ufffd":"\\ufffdx"}'],
    // A backslash before the letters is no escape of that character; pairs stay.
    ["\\u0000 😀\n", '"\\\\u0000 😀\\n"'],
    [10n, '"10"'],
  ])("%#", (body, text) => {
    expect(jsonOf(body)).toBe(text);
  });

  test("takes a circular value", () => {
    const body: Record<string, unknown> = {};
    body.self = body;
    expect(jsonOf(body)).toBe('"[object Object]"');
  });
});
