/** One orderly end whatever asks for it, with the real process around it. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";

let local: string;
beforeEach(async () => {
  local = await mkdtemp(join(tmpdir(), "edgemart-hold-"));
});
afterEach(() => rm(local, { recursive: true, force: true }));

/** Runs `hold` with this body; what runs says when it is stopped. */
function held(body: string) {
  const hold = JSON.stringify(new URL("./hold.ts", import.meta.url).href);
  const script = `
    import { hold } from ${hold};
    await hold("trial", async (held) => {
      held.undo.push(async () => console.log("stopped"));
      setInterval(() => undefined, 1000);
      ${body}
    });`;
  return runCommand("node", ["--input-type=module-typescript", "-e", script], {
    env: { EDGEMART_LOCAL_DIR: local },
    deadlineMs: 30_000,
  });
}

describe("hold", () => {
  test.each([
    ["an exception nobody caught", 'setTimeout(() => { throw new Error("boom"); }, 20);'],
    ["a rejection nobody handled", 'void Promise.reject(new Error("boom"));'],
    ["a part that gave up", 'held.fatal("boom");'],
    ["a beginning that failed", 'throw new Error("boom");'],
  ])("%s stops what runs, says why, gives the lock back and is code 1", async (_, body) => {
    const { code, output } = await held(body);
    expect([code, output]).toEqual([1, expect.stringMatching(/boom[\s\S]*stopped/)]);
    expect(existsSync(join(local, "run.lock"))).toBe(false);
    expect(existsSync(join(local, "run.json"))).toBe(false);
  });

  test("a log that cannot be written is such an end too", async () => {
    await mkdir(join(local, "logs/trial.log"), { recursive: true });
    const { code, output } = await held("");
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/log cannot be written[\s\S]*stopped/),
    ]);
  });

  test("an end waits for a beginning under way and stops what that still started", async () => {
    const { code, output } = await held(`
      setTimeout(() => process.kill(process.pid, "SIGTERM"), 50);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      held.undo.push(async () => console.log("late part stopped"));`);
    expect([code, output]).toEqual([0, expect.stringMatching(/late part stopped\nstopped/)]);
  });

  test("one part that does not stop keeps neither the others running nor the lock", async () => {
    const { code, output } = await held(`
      held.undo.push(async () => { throw new Error("stuck"); });
      held.fatal("boom");`);
    expect([code, output]).toEqual([1, expect.stringMatching(/stopped/)]);
    expect(existsSync(join(local, "run.lock"))).toBe(false);
  });
});
