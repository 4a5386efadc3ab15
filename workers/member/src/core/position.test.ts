/** The sort key of the member list, as cursors carry it. */
import { newId } from "@edgemart/worker-kit/ids";
import { expect, test } from "vitest";
import { positionText, readPosition } from "./position.ts";

test("a written position reads back as it was", () => {
  const position = { createdAt: "2026-11-20T09:00:00.123Z", id: newId("member") };
  expect(readPosition(positionText(position))).toEqual(position);
});

test.each(["", "{}", "[]", "null", "x", '["2026","a"]'])("%s is no position", (text) => {
  expect(readPosition(text)).toBeNull();
});

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
])("a time that no row can have (%s) is no position", (createdAt) => {
  expect(readPosition(positionText({ createdAt, id: newId("member") }))).toBeNull();
});
