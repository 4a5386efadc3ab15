import { describe, expect, test } from "vitest";
import { positionText, readPosition } from "./position.ts";

describe("notifications 37: the place of a page", () => {
  test("is read as it was written", () => {
    const place = { createdAt: "2026-11-30T12:00:00.000Z", id: "ntf_01k9z3v5e8f0r9t2m4w6y8a1bc" };
    expect(readPosition(positionText(place))).toEqual(place);
  });

  test.each([
    "",
    "{}",
    "[]",
    '["2026-11-30T12:00:00.000Z"]',
    '["0000-01-01T00:00:00Z","ntf_1"]',
    '["2026-11-30T12:00:00.000Z",""]',
    '["2026-11-30T12:00:00.000Z","ntf_\\u0000"]',
    '["2026-11-30T12:00:00.000Z","ntf_\\ud800"]',
    JSON.stringify(["2026-11-30T12:00:00.000Z", "x".repeat(81)]),
  ])("%j is none", (text) => {
    expect(readPosition(text)).toBeNull();
  });
});
