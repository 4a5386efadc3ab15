/** The page of faults that others reported names tests that exist, and each report once. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../tools/run-command.ts";
import { citationBreaches, citationsOf } from "./documents/citations.ts";
import { pageOf, rowsOf } from "./documents/page.ts";

const PATH = "docs/reported-faults.md";
const textOf = (path: string) =>
  existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), "utf8") : null;
const page = pageOf(PATH, textOf(PATH) ?? "");
const rows = rowsOf(page);

test("every test that the page names exists", () => {
  expect(citationsOf(page).length).toBeGreaterThanOrEqual(rows.length);
  expect(citationBreaches(page, textOf)).toEqual([]);
});

test("a file and a name that are not there are told", () => {
  const text = '`a.test.ts` "one › two", `a.test.ts` "two", `a.test.ts` "three", `b.test.ts` "two"';
  const file = 'describe("one", () => {\n  test("two", () => {});\n});\n';
  expect(
    citationBreaches({ path: "p.md", text }, (path) => (path === "a.test.ts" ? file : null)),
  ).toEqual([
    'p.md cites "three", which a.test.ts does not have',
    "p.md cites b.test.ts, which does not exist",
  ]);
});

test("each report is listed once, with how it was tried and what came of it", () => {
  expect(rows.length).toBeGreaterThanOrEqual(50);
  expect(page.text).toContain(`\n${rows.length} public reports`);
  const reports = rows.map(({ report }) => report);
  expect(new Set(reports).size).toBe(reports.length);
  for (const row of rows) {
    expect(row.report).toMatch(
      /^\[[\w.-]+\/[\w.-]+#\d+\]\(https:\/\/github\.com\/.*\/issues\/\d+\)$/,
    );
    expect(row["tried here with"]).not.toBe("");
    expect(row.result).toMatch(/^(held by `|mended: |does not apply)/);
  }
});
