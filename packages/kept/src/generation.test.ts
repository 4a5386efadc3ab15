import { describe, expect, test } from "vitest";
import { ageOf, isOlder, mayReplace } from "./generation.ts";

const entry = {
  generation: "7",
  storedMs: 0,
  freshUntilMs: 10,
  staleUntilMs: 20,
  errorUntilMs: 30,
};
const BORDERS = [9, 10, 19, 20, 29, 30];

describe("row 6: what an entry is good for", () => {
  test("of the current generation, at each border of its lives", () => {
    expect(BORDERS.map((nowMs) => ageOf(entry, "7", nowMs))).toEqual([
      "fresh",
      "stale",
      "stale",
      "error-only",
      "error-only",
      "dead",
    ]);
  });
  test.each(["6", "8", "", null])(
    "while the generation is %j it covers an error, and nothing else",
    (current) => {
      expect(BORDERS.map((nowMs) => ageOf(entry, current, nowMs))).toEqual([
        ...Array(5).fill("error-only"),
        "dead",
      ]);
    },
  );
});

describe("row 6: a writer of an older generation never replaces a newer entry", () => {
  const made = (generation: string, storedMs: number) => ({ generation, storedMs });
  test.each<[string, string, number, boolean]>([
    ["9", "10", 0, false],
    ["9", "10", 9_999, false],
    // The counter was set back: no one is that late.
    ["9", "10", 10_000, true],
    ["10", "10", 0, true],
    ["10", "9", 0, true],
    ["unknown", "9", 0, true],
  ])("%s over %s, %i ms later: %s", (writer, kept, laterMs, may) => {
    expect(mayReplace(made(kept, 1_000), made(writer, 1_000 + laterMs))).toBe(may);
  });
  test("generations are counted, not spelt", () => {
    expect([isOlder("9", "10"), isOlder("10", "9"), isOlder("a", "9")]).toEqual([
      true,
      false,
      false,
    ]);
    expect(mayReplace(undefined, made("1", 0))).toBe(true);
  });
});
