/** Counting: nothing that failed may look like a pass. */
import { describe, expect, test } from "vitest";
import { runSteps, type Step, totalOf } from "./parts.ts";
import { countOf } from "./vitest-part.ts";

const file = (status: string, ...tests: string[]) => ({
  name: "a.test.ts",
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

describe("counting of a Vitest report", () => {
  test.each([
    ["passed and failed tests", [file("failed", "passed", "failed")], 1, 1, 1, 0],
    ["skipped tests as neither", [file("passed", "passed", "skipped", "todo")], 0, 1, 0, 2],
    ["a file that failed before its tests as one", [file("failed")], 1, 0, 1, 0],
    ["an error outside every test as one", [file("passed", "passed")], 1, 1, 1, 0],
  ])("counts %s", (_, testResults, code, passed, failed, skipped) => {
    expect(countOf({ testResults }, code)).toEqual({ passed, failed, skipped });
  });

  test("counts a run that left no report as failed, and an empty run as nothing", () => {
    expect(countOf(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countOf({ testResults: [] }, 0)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  test("adds parts up", () => {
    const part = { name: "a", passed: 2, failed: 1, seconds: 0, output: "" };
    expect(totalOf([part, part])).toEqual({ passed: 4, failed: 2 });
  });
});

describe("steps", () => {
  test("of one row run at the same time, and a failure hides no later step", async () => {
    let running = 0;
    let most = 0;
    const step = (name: string, failed: number): Step => ({
      name,
      async run() {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        return { name, passed: 1 - failed, failed, seconds: 0, output: "" };
      },
    });
    const rows = [step("a", 1), [step("b", 1), step("c", 0)], step("d", 0)];
    const parts = await runSteps(rows, () => false);
    expect(parts.map(({ name, failed }) => [name, failed])).toEqual([
      ...[
        ["a", 1],
        ["b", 1],
        ["c", 0],
        ["d", 0],
      ],
    ]);
    expect(most).toBe(2);
    expect(await runSteps(rows, () => true)).toEqual([]);
  });
});
