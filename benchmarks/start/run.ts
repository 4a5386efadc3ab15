/** How long until the shop is open, in a new clone and later, and until a stranger has bought: `npm run bench -- start [extra Workers]`. */
import { spawn } from "node:child_process";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@edgemart/testkit/temp-folder";
import { freePort } from "../../tools/local/free-port.ts";
import { DEFAULT_PORTS } from "../../tools/paths.ts";
import { ROOT, runCommand } from "../../tools/run-command.ts";
import { strangerBuys } from "./stranger.ts";

/** Doors and endpoints of a start; each takes a free port. */
const PORTS = Object.entries(DEFAULT_PORTS).flatMap(([name, port]) => (port === 0 ? [] : [name]));

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

/**
 * Starts the shop, and stops it when its table is printed.
 *
 * @param use what is done in between
 * @returns seconds until the table, and what was printed
 */
async function start(
  clone: string,
  ports: readonly string[],
  use: () => Promise<void> = async () => undefined,
): Promise<[number, string]> {
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
  try {
    await use();
  } finally {
    process.kill(-(child.pid ?? 0), "SIGTERM");
    await ended;
  }
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
    const free = new Map<string, number>();
    for (const name of PORTS) free.set(name, await freePort());
    const ports = [...free].flatMap(([name, port]) => ["--port", `${name}=${port}`]);
    let paid = Number.NaN;
    const [first, said] = await start(clone, ports, async () => {
      paid = await strangerBuys(`http://localhost:${free.get("web")}`);
    });
    const [later] = await start(clone, ports);
    console.log(said.trim());
    const figures = { "npm ci": install, "first start": first, "stranger's paid order": paid };
    console.table([{ extra, ...figures, "later start": later }]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
