/** How long until the shop is open, in a new clone and later: `npm run bench -- start [extra Workers]`. */
import { spawn } from "node:child_process";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@edgemart/testkit/temp-folder";
import { freePort } from "../../tools/local/free-port.ts";
import { ROOT, runCommand } from "../../tools/run-command.ts";

/** Doors and endpoints of a start; each takes a free port. */
const PORTS = ["web", "gateway", "image-resizer", "neon", "upstash"];

/** Runs a command to its end. @throws Error with its output when it fails */
async function timed(command: string, args: readonly string[], cwd: string): Promise<number> {
  const { code, output, seconds } = await runCommand(command, args, { cwd });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${output}`);
  return seconds;
}

/** Adds copies of the BFF under other names: no one calls them, but each is built and run. */
async function addWorkers(clone: string, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const folder = join(clone, `workers/extra-${number}`);
    await cp(join(clone, "workers/bff"), folder, { recursive: true });
    // Without a package.json it is no workspace, and the lock file stays true.
    await rm(join(folder, "package.json"));
    const path = join(folder, "wrangler.toml");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replaceAll(/edgemart-bff/g, `edgemart-extra-${number}`));
  }
}

/** Starts the shop, stops it when its table is printed. @returns seconds until then, and what it printed */
async function start(clone: string, ports: readonly string[]): Promise<[number, string]> {
  const begun = performance.now();
  const child = spawn("npm", ["start", "--", ...ports], { cwd: clone, detached: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const up = new Promise<number>((resolve) => {
    child.stdout.on("data", () => {
      if (output.includes("Edgemart is up")) resolve((performance.now() - begun) / 1000);
    });
  });
  const seconds = await Promise.race([up, ended.then(() => Number.NaN)]);
  if (Number.isNaN(seconds)) throw new Error(`the start ended:\n${output}`);
  process.kill(-(child.pid ?? 0), "SIGTERM");
  await ended;
  return [seconds, output];
}

async function main(): Promise<void> {
  const extra = Number(process.argv[3] ?? 0);
  const folder = await temporaryFolder("bench-start");
  const clone = join(folder, "clone");
  try {
    await timed("git", ["clone", "-q", "--no-hardlinks", ROOT, clone], folder);
    await addWorkers(clone, extra);
    const install = await timed("npm", ["ci"], clone);
    const free = await Promise.all(PORTS.map(async (name) => `${name}=${await freePort()}`));
    const ports = free.flatMap((pair) => ["--port", pair]);
    const [first, said] = await start(clone, ports);
    const [later] = await start(clone, ports);
    console.log(said.trim());
    console.table([{ extra, "npm ci": install, "first start": first, "later start": later }]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
