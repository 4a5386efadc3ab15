/** Which headers name a tag. */
import { expect, test } from "vitest";
import { contentTag, isNoneOf } from "./content-tag.ts";

test("images 24: If-None-Match is a list, a star, and compared weakly", () => {
  const etag = '"abc"';
  for (const header of ['"abc"', 'W/"abc"', '"x", "abc"', "*", " * ", ' "x" ,W/"abc"']) {
    expect([header, isNoneOf(header, etag)]).toEqual([header, true]);
  }
  for (const header of [undefined, "", '"x"', "abc", '"ABC"', '"x", *']) {
    expect([header, isNoneOf(header, etag)]).toEqual([header, false]);
  }
});

test("the tag of a text is the first 96 bits of its SHA-256, in quotes", async () => {
  expect(await contentTag("")).toBe('"e3b0c44298fc1c149afbf4c8"');
});
