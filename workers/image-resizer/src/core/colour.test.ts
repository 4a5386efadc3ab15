import { describe, expect, test } from "vitest";
import { Colour, colourText } from "./colour.ts";

describe("images 8: colours", () => {
  test.each([
    ["f00", "ff0000ff"],
    ["#F00", "ff0000ff"],
    ["0a0B0c", "0a0b0cff"],
    ["01020304", "01020304"],
    ["#ffffff00", "ffffff00"],
    ["white", "ffffffff"],
    ["BLACK", "000000ff"],
    ["#transparent", "00000000"],
  ])("%s is %s", (text, written) => {
    expect(colourText(Colour.parse(text))).toBe(written);
  });

  test("one is its four parts", () => {
    expect(Colour.parse("01020304")).toEqual({ r: 1, g: 2, b: 3, a: 4 });
    expect(Colour.parse("a1b2c3")).toEqual({ r: 0xa1, g: 0xb2, b: 0xc3, a: 255 });
  });

  test.each([
    "",
    "#",
    "f",
    "ff",
    "ffff",
    "fffff",
    "fffffff",
    "fffffffff",
    "##fff",
    "ff#0ff",
    "ggg",
  ])("%j is none", (text) => expect(Colour.safeParse(text).success).toBe(false));
  test.each(["x0a0b0c", "0a0b0cx", "0a0b0c\n", "grey", "toString"])("%j is none either", (text) =>
    expect(Colour.safeParse(text).success).toBe(false),
  );
});
