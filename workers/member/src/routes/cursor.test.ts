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
