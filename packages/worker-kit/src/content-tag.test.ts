/** Which headers name a tag. */
import { describe, expect, test } from "vitest";
import { contentTag, isNoneOf } from "./content-tag.ts";

describe("images 24, gateway 42: If-None-Match (RFC 9110 §13.1.2)", () => {
  test("is a list, a star, and compared weakly", () => {
    for (const etag of ['"a,c"', 'W/"a,c"']) {
      for (const header of ['"a,c"', 'W/"a,c"', '"x", "a,c"', "*", " * ", ' "x" ,W/"a,c"']) {
        expect([header, etag, isNoneOf(header, etag)]).toEqual([header, etag, true]);
      }
    }
    for (const header of [undefined, null, "", '"x"', "a,c", '"A,C"', '"a"', '"x", *']) {
      expect([header, isNoneOf(header, '"a,c"')]).toEqual([header, false]);
    }
  });

  test("an answer without a tag is no one's", () => {
    for (const header of ["*", '"x"']) expect(isNoneOf(header, null)).toBe(false);
  });
});

test("the tag of a text is the first 96 bits of its SHA-256, in quotes", async () => {
  expect(await contentTag("")).toBe('"e3b0c44298fc1c149afbf4c8"');
});
