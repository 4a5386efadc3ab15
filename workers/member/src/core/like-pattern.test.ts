import { expect, test } from "vitest";
import { likePattern } from "./like-pattern.ts";

test.each([
  ["kim", "%kim%"],
  ["", "%%"],
  ["100%", "%100\\%%"],
  ["a_b_c", "%a\\_b\\_c%"],
  ["\\", "%\\\\%"],
  ["\\%_", "%\\\\\\%\\_%"],
])("%j is searched for anywhere, and its own signs match themselves alone", (text, pattern) => {
  expect(likePattern(text)).toBe(pattern);
});
