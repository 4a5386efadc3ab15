/** The commands next to `npm start` as programs: what doctor says, and what a start says of a bad configuration. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { temporaryFolder } from "@edgemart/testkit/temp-folder";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ROOT, runCommand } from "../../tools/run-command.ts";
import { begin as beginProgram, endBegun, freePorts, type Started } from "./started.ts";

let folder: string;
let local: string;
let ports: Record<string, number>;
let chosen: string[];

beforeAll(async () => {
  folder = await temporaryFolder("tools");
  ({ ports, args: chosen } = await freePorts());
});
beforeEach(async () => {
  local = join(folder, crypto.randomUUID());
  await mkdir(local, { mode: 0o755 });
});
afterEach(endBegun);
afterAll(() => rm(folder, { recursive: true, force: true }));

const tool = (name: string, where = local) =>
  runCommand("node", [`tools/${name}`], { env: { EDGEMART_LOCAL_DIR: where } });

function begin(file: string, where = local): Started {
  return beginProgram("node", [`tools/${file}`, ...chosen], {
    cwd: ROOT,
    env: { EDGEMART_LOCAL_DIR: where },
  });
}

describe("npm run doctor", () => {
  test("finds no fault with variables, folder and packages of a good configuration", async () => {
    const { output } = await tool("doctor.mjs");
    for (const what of [
      "Packages",
      "Node",
      "PostgreSQL binary",
      "workerd",
      "Folder",
      "Variables",
    ]) {
      expect(output).toMatch(new RegExp(`^✓ ${what}`, "m"));
    }
  });

  test("names a wrong variable and what it must be, and needs no PostgreSQL binary beside a database of one's own", async () => {
    const vars =
      "DATABASE_URL=mysql://root@localhost/shop\nUPSTASH_REDIS_REST_URL=https://a.example\n";
    await writeFile(join(local, ".dev.vars"), vars);
    const { code, output } = await tool("doctor.mjs");
    expect(code).toBe(1);
    expect(output).toMatch(/^✗ Variables .*DATABASE_URL must be an address such as postgres:/m);
    expect(output).toMatch(/UPSTASH_REDIS_REST_TOKEN is missing/);
    expect(output).toMatch(/^✓ PostgreSQL binary .*not needed/m);
  });

  test("names a secret that its Worker would refuse, and does not show it", async () => {
    await writeFile(join(local, ".dev.vars"), "AUTH_PEPPERS=s3cret\nAUTH_BASIC_KEY=s3cret\n");
    const { code, output } = await tool("doctor.mjs");
    expect(code).toBe(1);
    expect(output).toMatch(/^✗ Variables .*AUTH_BASIC_KEY: .*AUTH_PEPPERS: /m);
    expect(output).not.toContain("s3cret");
  });

  test("tries configured services, no longer than 3 s each, and shows no credential", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as { port: number };
    const address = `127.0.0.1:${port}`;
    await writeFile(
      join(local, ".dev.vars"),
      `DATABASE_URL=postgres://owner:s3cret@${address}/shop\nREDIS_URL=redis://:s3cret@127.0.0.1:1\n`,
    );
    try {
      const { code, output, seconds } = await tool("doctor.mjs");
      expect(code).toBe(1);
      expect(output).toMatch(new RegExp(`DATABASE_URL: ${address} does not answer`));
      expect(output).toMatch(/REDIS_URL: 127\.0\.0\.1:1 does not answer \(ECONNREFUSED\)/);
      expect(output).not.toContain("s3cret");
      expect(seconds).toBeLessThan(10);
    } finally {
      silent.close();
    }
  });

  test("names a taken port and its use", async () => {
    const squatter = createServer();
    // Taken by somebody else is as good.
    await new Promise<void>((resolve) => {
      squatter.once("error", () => resolve());
      squatter.listen(54_331, "127.0.0.1", resolve);
    });
    try {
      const { code, output } = await tool("doctor.mjs");
      expect(code).toBe(1);
      expect(output).toMatch(/^✗ Ports .*54331 \(upstash\).*npm start -- --port/m);
    } finally {
      squatter.close();
    }
  });

  test("names a folder that cannot be written", async () => {
    const file = join(local, "file");
    await writeFile(file, "");
    const { code, output } = await tool("doctor.mjs", file);
    expect(code).toBe(1);
    expect(output).toMatch(/^✗ Folder .*cannot be written \(\w+\)/m);
  });
});

describe("npm start on a bad configuration", () => {
  test("says in one sentence that its folder cannot be written", async () => {
    const file = join(local, "file");
    await writeFile(file, "");
    const started = begin("start.ts", file);
    expect(await started.ended).toBe(1);
    expect(started.output().trim()).toMatch(
      /^The folder .* cannot be written \(\w+\): run in a clone that belongs to you\.$/,
    );
  });

  test("says in one sentence which variable is wrong", async () => {
    await writeFile(join(local, ".dev.vars"), "REDIS_URL=localhost\n");
    const started = begin("start.ts");
    expect(await started.ended).toBe(1);
    expect(started.output().trim()).toBe(
      "REDIS_URL must be an address such as redis://127.0.0.1:6379. Change it in .dev.vars at the root.",
    );
  });

  test("npm run dev names itself when a port is taken", async () => {
    const squatter = createServer().listen(ports.web, "127.0.0.1");
    try {
      const started = begin("dev.ts");
      expect(await started.ended).toBe(1);
      expect(started.output()).toContain("choose another with `npm run dev -- --port web=");
    } finally {
      await new Promise((resolve) => squatter.close(resolve));
    }
  });
});
