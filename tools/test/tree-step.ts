/** The last step of a full run: tests leave the working tree as they found it. */
import { createHash } from "node:crypto";
import { ROOT, runCommand } from "../run-command.ts";
import type { Step } from "./parts.ts";

/** What git says of the working tree, one line per file, with the contents of changed ones; null without git. */
export async function treeState(root = ROOT): Promise<string[] | null> {
  const status = await runCommand("git", ["status", "--porcelain"], { cwd: root });
  if (status.code !== 0) return null;
  const diff = await runCommand("git", ["diff"], { cwd: root });
  const contents = createHash("sha256").update(diff.output).digest("hex").slice(0, 16);
  return [...status.output.split("\n").filter(Boolean), `contents ${contents}`];
}

/** Fails with the lines that came, went or changed since `before`. Passes where there is no git. */
export function treeStep(before: readonly string[] | null, root = ROOT): Step {
  return {
    name: "clean tree",
    async run() {
      const begun = performance.now();
      const after = await treeState(root);
      const changed = difference(before, after);
      return {
        name: "clean tree",
        passed: changed.length === 0 ? 1 : 0,
        failed: changed.length === 0 ? 0 : 1,
        seconds: (performance.now() - begun) / 1000,
        output: `the run changed the working tree:\n${changed.join("\n")}`,
      };
    },
  };
}

function difference(before: readonly string[] | null, after: readonly string[] | null): string[] {
  if (!before || !after) return [];
  return [
    ...after.filter((line) => !before.includes(line)).map((line) => `now:  ${line}`),
    ...before.filter((line) => !after.includes(line)).map((line) => `then: ${line}`),
  ];
}
