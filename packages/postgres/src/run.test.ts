/** What a statement's rows are read as. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Digits, Instant } from "./columns.ts";
import { parseRows } from "./run.ts";

describe("rows", () => {
  const Row = z.object({ id: Digits, at: Instant });

  test("are parsed, and columns without a name in the schema are dropped", () => {
    const rows = [{ id: "12", at: "2026-11-20 09:00:00.123+00", secret: "x" }];
    expect(parseRows(rows, Row)).toEqual([{ id: "12", at: "2026-11-20T09:00:00.123Z" }]);
    expect(parseRows([], Row)).toEqual([]);
  });

  test.each([
    [[{ id: "12", at: "2026-11-20T09:00:00Z" }, { id: "twelve" }], /: 1\.id \w+, 1\.at \w+$/],
    [[null], /: 0 \w+$/],
    ["no list", /: {2}\w+$/],
  ])("of another shape are refused with their columns and without a value: %j", (rows, words) => {
    expect(() => parseRows(rows, Row)).toThrow(words);
  });

  test("name five places at most", () => {
    const rows = Array.from({ length: 9 }, () => ({ id: "1" }));
    expect(() => parseRows(rows, Row)).toThrow(/4\.at \w+$/);
  });
});

describe("a timestamp", () => {
  test.each([
    ["2026-11-20 18:00:00.1+09", "2026-11-20T09:00:00.100Z"],
    ["2026-11-20T09:00:00.123456+00:00", "2026-11-20T09:00:00.123Z"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
  ])("%s is read in its wire form", (value, text) => {
    expect(Instant.parse(value)).toBe(text);
  });

  test.each(["", "soon", null, 12])("%j is none", (value) => {
    expect(Instant.safeParse(value).success).toBe(false);
  });
});

describe("a bigint", () => {
  test.each([
    ["9007199254740993", "9007199254740993"],
    ["-1", "-1"],
    [7, "7"],
  ])("%s is read as its digits", (value, text) => {
    expect(Digits.parse(value)).toBe(text);
  });

  test.each(["", "1.5", "x1", "1x", 1.5, null])("%j is none", (value) => {
    expect(Digits.safeParse(value).success).toBe(false);
  });
});
