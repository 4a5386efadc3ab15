import { expect, test } from "vitest";
import { readIfMatch } from "./version-match.ts";

test.each([
  [undefined, null],
  ["*", "any"],
  ['"3"', [3]],
  ['"3", "12"', [3, 12]],
  ['W/"3"', []],
  ["3", []],
  ['"0"', []],
  ['"1e3"', []],
  ["", []],
])("member API: If-Match %j means %j", (header, match) => {
  expect(readIfMatch(header)).toEqual(match);
});
