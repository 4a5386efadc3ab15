/** Child processes: output and codes as they are, and a signal ends the child before the parent. */
import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { identityOf, isRunning } from "./process-facts.ts";
import { ROOT, runCommand } from "./run-command.ts";

describe("a command", () => {
  test("gives its code and what it wrote on both streams", async () => {
    const script = "console.log('out'); console.error('err'); process.exit(3)";
    const outcome = await runCommand("node", ["-e", script]);
    expect(outcome.code).toBe(3);
    expect(outcome.output).toContain("out\n");
    expect(outcome.output).toContain("err\n");
  });

  test("that does not exist is code 127, not an exception", async () => {
    expect((await runCommand("no-such-command", [])).code).toBe(127);
  });
});

describe("bounds", () => {
  test("past its deadline it is ended with its helpers, and says so", async () => {
    const script = `const { spawn } = require("node:child_process");
      const helper = spawn("sleep", ["600"]);
      console.log(helper.pid);
      setInterval(() => {}, 1000);`;
    const { code, output } = await runCommand("node", ["-e", script], { deadlineMs: 1_000 });
    expect(code).toBe(124);
    expect(output).toContain("node was ended after 1 s");
    const helper = Number(output.split("\n")[0]);
    const identity = await identityOf(helper);
    expect(identity && (await isRunning(identity))).toBeFalsy();
  });

  test("of an endless output the end is kept", async () => {
    const script = `const line = "x".repeat(999) + "\\n";
      for (let i = 0; i < 5_000; i++) process.stdout.write(line);
      process.stdout.write("the end", () => process.exit(0));`;
    const { code, output } = await runCommand("node", ["-e", script]);
    expect(code).toBe(0);
    expect(output.length).toBe(1_000_000);
    expect(output.endsWith("the end")).toBe(true);
  });

  test("a parent that exits takes a running command and its helpers with it", async () => {
    const child = `const { spawn } = require("node:child_process");
      const helper = spawn("sleep", ["600"]);
      console.log("helper " + helper.pid);
      setInterval(() => {}, 1000);`;
    const parent = `import { runCommand } from "./tools/run-command.ts";
      void runCommand("node", ["-e", ${JSON.stringify(child)}], { echo: true });
      setTimeout(() => process.exit(0), 1500);`;
    const runner = spawn("node", ["--input-type=module-typescript", "-e", parent], { cwd: ROOT });
    let output = "";
    runner.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
    await new Promise((resolve) => runner.on("close", resolve));
    const helper = Number(/helper (\d+)/.exec(output)?.[1]);
    const identity = await identityOf(helper);
    expect(identity && (await isRunning(identity))).toBeFalsy();
  });
});

describe("a signal", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s reaches the child, which ends first",
    async (signal) => {
      const child = `process.on("${signal}", () => { console.log("child saw it"); process.exit(0); });
      console.log("ready"); setInterval(() => {}, 1000);`;
      const parent = `import { interruptedBy, runCommand } from "./tools/run-command.ts";
      await runCommand("node", ["-e", ${JSON.stringify(child)}], { echo: true });
      console.log("parent saw " + interruptedBy());`;
      const runner = spawn("node", ["--input-type=module-typescript", "-e", parent], { cwd: ROOT });
      let output = "";
      const ended = new Promise<number | null>((resolve) => runner.on("close", resolve));
      runner.stdout.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
        if (chunk.includes("ready")) runner.kill(signal);
      });
      expect(await ended).toBe(0);
      expect(output).toBe(`ready\nchild saw it\nparent saw ${signal}\n`);
    },
  );
});
