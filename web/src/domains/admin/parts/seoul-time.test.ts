import { expect, test } from "vitest";
import { fromSeoulField, seoulField } from "./seoul-time.ts";

test("a time in a field is of Seoul, and comes back as it was", () => {
  expect(seoulField("2026-11-30T15:30:00.000Z")).toBe("2026-12-01T00:30");
  expect(fromSeoulField("2026-12-01T00:30")).toBe("2026-11-30T15:30:00.000Z");
  expect([seoulField(null), fromSeoulField(" ")]).toEqual(["", null]);
});

test("what is no time stays what was typed", () => {
  expect(fromSeoulField("2026-13-01T00:30")).toBe("2026-13-01T00:30");
  expect(fromSeoulField("tomorrow")).toBe("tomorrow");
});
