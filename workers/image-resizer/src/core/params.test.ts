import { describe, expect, test } from "vitest";
import { canonicalParams, type PictureParams, parseParams } from "./params.ts";

function parse(text: string, sizes: number[] = []) {
  return parseParams(new URLSearchParams(text), sizes);
}
function params(text: string): PictureParams {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}
function canonical(text: string): string {
  const parsed = params(text);
  return canonicalParams(parsed, parsed.f);
}
function wrong(text: string, sizes: number[] = []): string[] {
  const parsed = parse(text, sizes);
  return parsed.ok ? [] : (parsed.error.errors ?? []).map(({ path }) => path);
}

describe("images 2–9, 11, 12, 34: parameters", () => {
  test.each([
    ["w=0", "w"],
    ["w=2049", "w"],
    ["w=1.5", "w"],
    ["w=-1", "w"],
    ["w=+10", "w"],
    ["w=", "w"],
    ["w=1e3", "w"],
    ["h=0x10", "h"],
    ["fit=crop", "fit"],
    ["f=svg", "f"],
    ["f=jxl", "f"],
    ["q=0", "q"],
    ["q=101", "q"],
    ["dpr=0.5", "dpr"],
    ["dpr=3.01", "dpr"],
    ["dpr=NaN", "dpr"],
    ["pos=middle", "pos"],
    ["bg=12345", "bg"],
    ["bg=constructor", "bg"],
    ["blur=51", "blur"],
    ["enlarge=yes", "enlarge"],
    ["v=a/b", "v"],
    ["v=", "v"],
    ["w=1&w=2", "w"],
  ])("%s is refused by name", (text, name) => {
    expect(wrong(text)).toEqual([name]);
  });

  test("a refusal of f names the formats that are made", () => {
    const parsed = parse("f=svg");
    const message = parsed.ok ? "" : parsed.error.errors?.[0]?.message;
    expect(message).toBe("must be one of webp, jpeg, png, avif, gif, auto");
  });

  test("every wrong parameter is named at once", () => {
    expect(wrong("w=0&h=0&q=0")).toEqual(["w", "h", "q"]);
  });

  test("the bounds themselves are allowed", () => {
    for (const text of ["w=1&h=2048", "q=1", "q=100", "dpr=3", "blur=50", "blur=0"]) {
      expect(wrong(text)).toEqual([]);
    }
  });

  test("dpr is multiplied in, and capped at 2048 without a change of ratio", () => {
    expect(params("w=120&h=60&dpr=2")).toMatchObject({ w: 240, h: 120 });
    expect(params("w=2000&h=1000&dpr=2")).toMatchObject({ w: 2048, h: 1024 });
    expect(params("w=1000&h=2000&dpr=2")).toMatchObject({ w: 1024, h: 2048 });
  });

  test("only listed sides are taken, after dpr", () => {
    expect(wrong("w=120&h=240", [120, 240])).toEqual([]);
    expect(wrong("w=120&dpr=2", [120, 240])).toEqual([]);
    expect(wrong("w=121", [120, 240])).toEqual(["w"]);
    expect(wrong("w=120&dpr=3", [120, 240])).toEqual(["w"]);
  });
});

describe("images 1, 11: the canonical form", () => {
  test.each([
    ["order", "w=120&h=60", "h=60&w=120"],
    [
      "defaults",
      "w=120&h=60",
      "w=120&h=60&fit=cover&f=webp&q=75&dpr=1&pos=center&blur=0&enlarge=0",
    ],
    ["unknown names", "w=120", "w=120&utm_source=x&__proto__=y"],
    ["dpr", "w=240", "w=120&dpr=2"],
    ["British spelling", "w=9&h=9&pos=center", "w=9&h=9&pos=centre"],
    ["fit without a box", "w=120", "w=120&fit=fill"],
    ["pos without a crop", "w=9&h=9&fit=inside", "w=9&h=9&fit=inside&pos=top"],
    ["colour spellings", "w=9&h=9&fit=contain&bg=fff", "w=9&h=9&fit=contain&bg=%23FFFFFF"],
    ["colour names", "w=9&h=9&fit=contain&bg=fff", "w=9&h=9&fit=contain&bg=white"],
    ["a ground nobody sees", "w=120", "w=120&bg=f00"],
    ["quality without loss", "f=png", "f=png&q=10"],
    ["enlarge against scale-down", "w=9&h=9&fit=scale-down", "w=9&h=9&fit=scale-down&enlarge=1"],
  ])("%s does not split the cache", (_what, one, other) => {
    expect(canonical(other)).toBe(canonical(one));
  });

  test.each([
    "w=121",
    "h=120",
    "w=120&h=120",
    "w=120&h=120&fit=contain",
    "w=120&h=120&fit=contain&bg=f00",
    "w=120&h=120&pos=top",
    "w=120&q=74",
    "w=120&f=png",
    "w=120&f=jpeg",
    "w=120&f=jpeg&bg=f00",
    "w=120&f=auto",
    "w=120&blur=1",
    "w=120&enlarge=1",
    "w=120&v=2",
    "",
  ])("what changes bytes changes the key: %s", (text) => {
    expect(canonical(text)).not.toBe(canonical("w=120"));
  });

  test("no parameter at all still has a name", () => {
    expect(canonical("")).toBe("full");
  });
});
