/** Child processes: output and codes as they are, and a signal ends the child before the parent. */
import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { ROOT, runCommand } from "./run-command.ts";

describe("a command", () => {
  it("gives its code and what it wrote on both streams", async () => {
    const script = "console.log('out'); console.error('err'); process.exit(3)";
    const outcome = await runCommand("node", ["-e", script]);
    expect(outcome.code).toBe(3);
    expect(outcome.output).toContain("out\n");
    expect(outcome.output).toContain("err\n");
  });

  it("that does not exist is code 127, not an exception", async () => {
    expect((await runCommand("no-such-command", [])).code).toBe(127);
  });
});

describe("a signal", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
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
