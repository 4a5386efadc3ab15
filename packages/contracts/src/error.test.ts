import { expect, test } from "vitest";
import { ERRORS, errorRow, isErrorCode } from "./error.ts";

test("a code is a row of the table, and nothing else is one", () => {
  const codes = Object.keys(ERRORS);
  expect(codes.filter(isErrorCode)).toEqual(codes);
  const others = [
    "",
    "NOT_FOUND",
    "toString",
    "__proto__",
    null,
    undefined,
    404,
    ["not_found"],
    {},
  ];
  expect(others.filter(isErrorCode)).toEqual([]);
});

test("a row is found by its code", () => {
  expect(errorRow("not_found")).toBe(ERRORS.not_found);
});
