/** The member list's cursor. */
import { newId } from "@edgemart/worker-kit/ids";
import { expect, test } from "vitest";
import { readCursor, writeCursor } from "./cursor.ts";

test("a written cursor reads back as it was", () => {
  const position = { createdAt: "2026-11-20T09:00:00.123Z", id: newId("member") };
  expect(readCursor(writeCursor(position))).toEqual(position);
});

test.each(["", "e30", "W10", "bnVsbA", "!", "WyIyMDI2IiwiYSJd", "A".repeat(512)])(
  "%s is no cursor",
  (text) => {
    expect(readCursor(text)).toBeNull();
  },
);

test.each([
  ...[
    "0000-01-01T00:00:00Z",
    "0000-12-31T23:59:59.999Z",
    "+10000-01-01T00:00:00Z",
    "-0001-01-01T00:00:00Z",
  ],
  ...[
    "2026-02-29T00:00:00Z",
    "2026-11-31T00:00:00Z",
    "2026-11-20T24:00:00Z",
    "2026-11-20T09:00:60Z",
  ],
  ...["2026-11-20T09:00:00", "2026-11-20", "infinity", "now", "2026-11-20T09:00:00+25:00"],
])("a time that no row can have (%s) is no cursor", (createdAt) => {
  expect(readCursor(writeCursor({ createdAt, id: newId("member") }))).toBeNull();
});
