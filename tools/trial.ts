/** A copy of the repository in which pages of documentation are carried out, to be thrown away. */
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { applyFile, type Block } from "./page-blocks.ts";
import { ROOT, runCommand } from "./run-command.ts";

const MINUTE_MS = 60_000;

/** A copy of the repository. */
export interface Trial {
  /** Its folder. */
  root: string;
  /**
   * Writes a block, or runs its commands.
   *
   * @param runAs other commands for a command of the page, for instance fewer of its checks
   * @returns what the commands printed
   */
  carryOut(block: Block, runAs?: Readonly<Record<string, readonly string[]>>): Promise<string>;
  /** Runs one line by a shell at the copy's root. @throws with its output when it fails */
  run(line: string): Promise<string>;
  /** Throws the copy away. */
  close(): void;
}

/** Makes the copy: what Git knows or would add, and the installed packages as links to the same files. */
export async function openTrial(): Promise<Trial> {
  // On the disk of the clone, so that packages can be linked; PostgreSQL's own user must pass through it.
  mkdirSync(join(ROOT, ".local"), { recursive: true });
  const root = mkdtempSync(join(ROOT, ".local/trial-"));
  chmodSync(root, 0o755);
  const { output } = await runCommand("git", ["ls-files", "-co", "--exclude-standard"]);
  // What was deleted and not yet committed is listed too.
  for (const path of output
    .trim()
    .split("\n")
    .filter((each) => existsSync(join(ROOT, each)))) {
    cpSync(join(ROOT, path), join(root, path));
  }
  // Not those that a build has copied into a folder of its own, such as `.open-next`.
  const { output: folders } = await runCommand("find", [
    ...[".", "-name", "node_modules", "-prune", "-not", "-path", "*/.*/*"],
  ]);
  for (const path of folders.trim().split("\n")) {
    const linked = await runCommand("cp", ["-al", join(ROOT, path), join(root, dirname(path))]);
    if (linked.code !== 0) throw new Error(linked.output);
  }

  async function run(line: string): Promise<string> {
    const ran = await runCommand("sh", ["-c", line], { cwd: root, deadlineMs: 30 * MINUTE_MS });
    if (ran.code !== 0) throw new Error(`${line}\n${ran.output.slice(-4_000)}`);
    return ran.output;
  }

  return {
    root,
    run,
    async carryOut(block, runAs = {}) {
      if (block.kind === "file") {
        applyFile(root, block);
        return "";
      }
      // What does not end by itself is for the caller.
      if (block.mode === "start") return "";
      let printed = "";
      for (const line of block.lines.flatMap((each) => runAs[each] ?? [each])) {
        printed += await run(line);
      }
      return printed;
    },
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}
