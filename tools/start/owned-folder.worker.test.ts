/** What a killed test run leaves, with real stores: ended and removed by the next one, and nothing else touched. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endProcess, identityOf, isRunning } from "../process-facts.ts";
import { claimFolder, sweepAbandoned } from "./owned-folder.ts";

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "edgemart-sweep-"));
  await chmod(parent, 0o755);
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const make = async (name: string) => {
  const folder = await mkdtemp(join(parent, name));
  await chmod(folder, 0o755);
  return folder;
};

test("ends the stores of a killed owner and removes its folder; a live owner's and an unclaimed one stay", async () => {
  const [abandoned, live, unclaimed] = [
    await make("edgemart-"),
    await make("edgemart-"),
    await make("edgemart-"),
  ];
  await claimFolder(live);
  const here = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const script = `
    import { claimFolder } from ${here("./owned-folder.ts")};
    import { startPostgres } from ${here("../local/postgres.ts")};
    import { startRedis } from ${here("../local/redis.ts")};
    const quiet = () => undefined;
    const folder = process.argv[1];
    await claimFolder(folder);
    const options = (name) => ({ dataDir: folder + "/" + name, port: 0, log: quiet, onFatal: quiet });
    const [postgres, redis] = [await startPostgres(options("postgres")), await startRedis(options("redis"))];
    console.log(JSON.stringify([postgres.pid(), redis.pid()].filter(Boolean)));
    setInterval(quiet, 1000);`;
  const owner = spawn("node", ["--input-type=module-typescript", "-e", script, abandoned]);
  const words = await new Promise<string>((resolve) =>
    owner.stdout.once("data", (data) => resolve(String(data))),
  );
  const stores = await Promise.all((JSON.parse(words) as number[]).map(identityOf));
  const ended = new Promise((resolve) => owner.once("exit", resolve));
  await endProcess(owner.pid ?? 0, "SIGKILL", 1_000);
  await ended;

  const said: string[] = [];
  await sweepAbandoned("edgemart-", (line) => said.push(line), parent);
  expect(said.at(-1)).toContain(abandoned);
  for (const store of stores) expect(store && (await isRunning(store))).toBe(false);
  expect([abandoned, live, unclaimed].map((folder) => existsSync(folder))).toEqual([
    false,
    true,
    true,
  ]);
});
