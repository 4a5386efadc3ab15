import { describe, expect, test } from "vitest";
import { isDue, parseCron } from "./schedule.ts";

const due = (cron: string, at: string) => {
  const schedule = parseCron(cron);
  if (!schedule) throw new Error(`${cron} is not understood`);
  return isDue(schedule, new Date(at));
};

describe("a cron expression", () => {
  test.each([
    ["* * * * *", "2026-11-20T14:07:31Z", true],
    ["*/5 * * * *", "2026-11-20T14:10:59Z", true],
    ["*/5 * * * *", "2026-11-20T14:11:00Z", false],
    ["17 * * * *", "2026-11-20T23:17:00Z", true],
    ["5/15 * * * *", "2026-11-20T23:50:00Z", true],
    ["5/15 * * * *", "2026-11-20T23:00:00Z", false],
    ["0 2-4,22 * * *", "2026-11-20T22:00:00Z", true],
    ["0 2-4,22 * * *", "2026-11-20T05:00:00Z", false],
    ["0 0 1 */3 *", "2026-10-01T00:00:00Z", true],
    ["0 0 1 */3 *", "2026-11-01T00:00:00Z", false],
    // A Friday: Sunday is 1.
    ["0 0 * * 6", "2026-11-20T00:00:00Z", true],
    ["0 0 * * 5", "2026-11-20T00:00:00Z", false],
  ])("%s at %s is %s", (cron, at, expected) => {
    expect(due(cron, at)).toBe(expected);
  });

  test.each([
    "",
    "* * * *",
    "* * * * * *",
    "60 * * * *",
    "*/0 * * * *",
    "5-1 * * * *",
    "0 0 * * 0",
    "0 0 * * MON",
    "0 0 L * *",
    "0 0 1 * 2",
    "a * * * *",
    "-1 * * * *",
    "1, * * * *",
  ])("%j is not guessed at", (cron) => {
    expect(parseCron(cron)).toBeNull();
  });
});
