import { describe, expect, test } from "vitest";
import { scoreOf } from "./report.ts";

const SOURCE = "const a = 1;\nif (a < 2) {\n  go();\n}\n";
const mutant = (status: string, more: object = {}) => ({
  mutatorName: "EqualityOperator",
  replacement: "a <= 2",
  status,
  location: { start: { line: 2, column: 5 }, end: { line: 2, column: 10 } },
  ...more,
});
const reportOf = (...mutants: object[]) =>
  ({ files: { "a.ts": { source: SOURCE, mutants } } }) as Parameters<typeof scoreOf>[0];

describe("the score of a target", () => {
  test("a fault is noticed when a test fails or does not end; what is ignored counts neither way", () => {
    const statuses = ["Killed", "Timeout", "Survived", "NoCoverage", "Ignored", "CompileError"];
    const score = scoreOf(reportOf(...statuses.map((status) => mutant(status))));
    const { mutants, killed, timedOut, percent } = score;
    expect([mutants, killed, timedOut, percent]).toEqual([4, 2, 1, 50]);
  });

  test("a survivor is named with its place, its text and what became of it", () => {
    const block = {
      location: { start: { line: 2, column: 12 }, end: { line: 4, column: 2 } },
      replacement: "{}",
    };
    const { survivors } = scoreOf(reportOf(mutant("Survived"), mutant("NoCoverage", block)));
    expect(survivors).toEqual([
      { at: "a.ts:2", mutator: "EqualityOperator", from: "a < 2", to: "a <= 2", isCovered: true },
      { at: "a.ts:2", mutator: "EqualityOperator", from: "{ go(); }", to: "{}", isCovered: false },
    ]);
  });

  test("a target without a mutant is not below its score", () => {
    expect(scoreOf({ files: {} })).toMatchObject({ mutants: 0, percent: 100 });
  });
});
