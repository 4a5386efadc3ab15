import { describe, expect, test } from "vitest";
import { COLOURS } from "../../../../tools/seed/catalog/words.ts";
import { colourOf } from "./colours.ts";

describe("storefront 18, 22: what a colour's name looks like", () => {
  test("every colour of the demo shop has its own, as an option and as a filter", () => {
    for (const [key, { hex }] of Object.entries(COLOURS)) {
      expect([colourOf("colour", key), colourOf("attr.colour", key)]).toEqual([hex, hex]);
    }
  });

  test.each([
    ["material", "oak"],
    ["attr.feature", "black"],
    ["colour", "no-such-colour"],
    ["colour", "constructor"],
    ["", ""],
  ])("%s %s has none", (key, value) => {
    expect(colourOf(key, value)).toBeNull();
  });
});
