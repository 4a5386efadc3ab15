import { expect, test } from "vitest";
import { matchesEtag } from "./etag.ts";

test("images 24: If-None-Match is a list, a star, and compared weakly", () => {
  const etag = '"abc"';
  for (const header of ['"abc"', 'W/"abc"', '"x", "abc"', "*", ' "x" ,W/"abc"']) {
    expect(matchesEtag(header, etag)).toBe(true);
  }
  for (const header of [null, undefined, "", '"x"', "abc", '"ABC"']) {
    expect(matchesEtag(header, etag)).toBe(false);
  }
});
