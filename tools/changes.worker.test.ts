/** `docs/changes.md` is carried out in a copy of the repository: what it says is all that has to be edited. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Block, blocksOf, type FileBlock } from "./page-blocks.ts";
import { ROOT } from "./run-command.ts";
import { openTrial, type Trial } from "./trial.ts";

const MINUTE_MS = 60_000;
const isFull = process.env.EDGEMART_FULL === "1";
const page = readFileSync(join(ROOT, "docs/changes.md"), "utf8");

/** The blocks below a heading. */
function section(heading: string): Block[] {
  const [, after = ""] = page.split(`\n## ${heading}\n`);
  return blocksOf(after.split("\n## ")[0] ?? "");
}

/** Files, since several lines of one file are one place for anyone who edits it. */
function placesOf(heading: string): number {
  const files = section(heading).filter((block): block is FileBlock => block.kind === "file");
  return new Set(files.map(({ path }) => path)).size;
}

describe("places edited by hand", () => {
  test.each([
    ["A route in a Worker that exists", 4],
    ["A field of a product", 8],
    ["A public page", 4],
    ["An error code", 1],
  ])("%s: at most %i", (heading, max) => {
    expect(placesOf(heading)).toBeGreaterThan(0);
    expect(placesOf(heading)).toBeLessThanOrEqual(max);
  });
});

/** Rooms of the storefront that the page adds to. */
const WEB = ["pages", "messages", "domains/catalog", "domains/seo", "domains/admin/products"].map(
  (room) => `web/src/${room}`,
);

describe("the page, carried out", () => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await openTrial();
    for (const block of blocksOf(page)) await trial.carryOut(block);
  }, 5 * MINUTE_MS);
  afterAll(() => trial?.close());

  const checks = [
    "npx biome check packages/contracts workers web/src docs",
    ...["packages/contracts", "workers/member", "workers/catalog", "workers", "web"].map(
      (program) => `npx tsc --noEmit --checkers 1 -p ${program}`,
    ),
    ...(isFull
      ? ["npm run check", "npx vitest run --project worker workers/member workers/catalog web"]
      : [
          `npx vitest run --project unit tests packages/contracts workers/catalog workers/gateway/src/own ${WEB.join(" ")}`,
        ]),
  ];
  test.each(checks)(
    "%s finds nothing",
    async (line) => {
      await trial.run(line);
    },
    (isFull ? 30 : 5) * MINUTE_MS,
  );
});
