/** The lock between processes, on real files: one holder whatever the moment, and none that is gone. */
import { fork } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { identityOf } from "../process-facts.ts";
import { readHolder, releaseLock, tryLock, withLock } from "./file-lock.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edgemart-lock-"));
  path = join(folder, "run.lock");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const takers = (count: number) => Promise.all(Array.from({ length: count }, () => tryLock(path)));
const holdersAmong = (results: (number | null)[]) => results.filter((each) => each === null).length;

/** A process that held the lock and is gone. */
const GONE = JSON.stringify({ pid: 4_194_303, started: "1" });

describe("the lock", () => {
  test.each([
    ["free", null],
    ["of a process that is gone", GONE],
    ["empty, as a cut-short write leaves it", ""],
  ])("%s: of 50 simultaneous takers exactly one has it, 20 times", async (_, before) => {
    for (let round = 0; round < 20; round++) {
      await rm(path, { force: true });
      if (before !== null) await writeFile(path, before);
      expect(holdersAmong(await takers(50))).toBe(1);
      expect(await readdir(folder)).toEqual(["run.lock"]);
    }
  });

  test("of 8 processes that meet a void lock together exactly one has it", async () => {
    await writeFile(path, GONE);
    const program = join(folder, "taker.mjs");
    await writeFile(
      program,
      `import { tryLock } from ${JSON.stringify(new URL("./file-lock.ts", import.meta.url).href)};
       process.send("ready");
       process.on("message", async (path) => process.send((await tryLock(path)) ?? "mine"));`,
    );
    const children = Array.from({ length: 8 }, () => fork(program));
    const answer = (child: (typeof children)[number]) =>
      new Promise((resolve) => child.once("message", resolve));
    try {
      await Promise.all(children.map(answer));
      const answers = children.map(answer);
      for (const child of children) child.send(path);
      expect((await Promise.all(answers)).filter((each) => each === "mine")).toHaveLength(1);
    } finally {
      for (const child of children) child.kill("SIGKILL");
    }
  });

  test("a recycled process id is not its holder", async () => {
    const me = await identityOf(process.pid);
    await writeFile(path, JSON.stringify({ pid: process.pid, started: `${me?.started}0` }));
    expect(await readHolder(path)).toBeNull();
    expect(await tryLock(path)).toBeNull();
    expect(await readHolder(path)).toBe(process.pid);
  });

  test("a remover killed between its two steps does not block the next", async () => {
    await writeFile(path, GONE);
    const { createHash } = await import("node:crypto");
    const digest = createHash("sha256").update(GONE).digest("hex").slice(0, 16);
    await writeFile(`${path}.${digest}.void`, GONE);
    expect(await tryLock(path)).toBeNull();
  });

  test("given back it is free, and work under it never overlaps", async () => {
    await tryLock(path);
    await releaseLock(path);
    let inside = 0;
    const seen: number[] = [];
    await Promise.all(
      Array.from({ length: 5 }, () =>
        withLock(path, async () => {
          seen.push(++inside);
          await readFile(path);
          inside--;
        }),
      ),
    );
    expect(seen).toEqual([1, 1, 1, 1, 1]);
  });
});
