/** A run that changes the working tree is reported, on a real repository. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { treeState, treeStep } from "./tree-step.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "edgemart-tree-"));
  await runCommand("git", ["init", "-q"], { cwd: root });
  await writeFile(join(root, "a"), "1");
  await runCommand("git", ["add", "a"], { cwd: root });
});
afterAll(() => rm(root, { recursive: true, force: true }));

test("passes on an untouched tree, also one that was not clean before", async () => {
  const { passed, failed } = await treeStep(await treeState(root), root).run();
  expect({ passed, failed }).toEqual({ passed: 1, failed: 0 });
});

test("fails with the name of a file that came, and on a second change of a changed file", async () => {
  const clean = await treeState(root);
  await writeFile(join(root, "b"), "1");
  const came = await treeStep(clean, root).run();
  expect([came.failed, came.output]).toEqual([1, expect.stringContaining("now:  ?? b")]);

  await writeFile(join(root, "a"), "2");
  const changed = await treeState(root);
  await writeFile(join(root, "a"), "3");
  expect((await treeStep(changed, root).run()).failed).toBe(1);
});
