/** `npm start` as a program: its table, its lock, its end, and what survives a kill -9. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { temporaryFolder } from "@edgemart/testkit/temp-folder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../tools/local/free-port.ts";
import { isAlive } from "../../tools/local/process-facts.ts";
import { ROOT } from "../../tools/run-command.ts";

const run = promisify(execFile);
const NAMES = ["web", "gateway", "image-resizer", "neon", "upstash"];

interface Started {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

let local: string;
let ports: Record<string, number>;
let api: string;

beforeAll(async () => {
  local = await temporaryFolder("start");
  ports = Object.fromEntries(
    await Promise.all(NAMES.map(async (name) => [name, await freePort()] as const)),
  );
  api = `http://127.0.0.1:${ports.gateway}`;
});
afterAll(() => rm(local, { recursive: true, force: true }));

function start(...args: string[]): Started {
  const chosen = NAMES.flatMap((name) => ["--port", `${name}=${ports[name]}`]);
  const child = spawn("node", ["tools/start.ts", ...chosen, ...args], {
    cwd: ROOT,
    env: { ...process.env, EDGEMART_LOCAL_DIR: local },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, output: () => output, ended };
}

async function ready(started: Started): Promise<void> {
  const until = Date.now() + 180_000;
  while (!started.output().includes("Edgemart is up")) {
    if (started.child.exitCode !== null || Date.now() > until) {
      throw new Error(`it did not come up:\n${started.output()}`);
    }
    await delay(100);
  }
}

/** Every process whose command line names this test's folder or ports, or that the start noted. */
async function leftovers(): Promise<string[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,args="]);
  const marks = [local, ...Object.values(ports).map((port) => `:${port}`)];
  return stdout
    .split("\n")
    .filter((line) => marks.some((mark) => line.includes(mark)) && !line.includes("ps -A"));
}

async function credentials() {
  return JSON.parse(await readFile(join(local, "credentials.json"), "utf8")) as {
    serviceKey: string;
    member: { email: string; password: string };
    admin: { email: string; password: string };
  };
}

async function register(email: string): Promise<number> {
  const { serviceKey } = await credentials();
  const answer = await fetch(`${api}/api/auth/register`, {
    method: "POST",
    headers: { authorization: `Basic ${serviceKey}`, "content-type": "application/json" },
    body: JSON.stringify({ email, password: "a password nobody has", name: "Kept" }),
  });
  return answer.status;
}

async function login(account: { email: string; password: string }): Promise<Response> {
  const { serviceKey } = await credentials();
  return fetch(`${api}/api/auth/login`, {
    method: "POST",
    headers: { authorization: `Basic ${serviceKey}`, "content-type": "application/json" },
    body: JSON.stringify(account),
  });
}

async function refresh(refreshToken: string): Promise<number> {
  const { serviceKey } = await credentials();
  const answer = await fetch(`${api}/api/auth/refresh`, {
    method: "POST",
    headers: { authorization: `Basic ${serviceKey}`, "content-type": "application/json" },
    body: JSON.stringify({ refreshToken }),
  });
  return answer.status;
}

describe("npm start", () => {
  it("ends with the table, writes the credentials, refuses a second start, survives kill -9, stops without orphans", async () => {
    const before = await run("git", ["status", "--porcelain"], { cwd: ROOT });
    const first = start();
    await ready(first);
    for (const word of [
      "Storefront",
      "API docs",
      "Image CDN",
      "Demo member",
      "Demo admin",
      "Service key",
      "Ctrl-C",
    ]) {
      expect(first.output()).toContain(word);
    }
    const known = await credentials();
    expect((await login(known.member)).status).toBe(200);
    expect(
      ((await (await login(known.admin)).json()) as { member: { role: string } }).member.role,
    ).toBe("admin");

    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/running already .*process \d+/);
    expect((await fetch(`${api}/health`)).status).toBe(200);

    // An acknowledged account and session, then the whole group is killed.
    expect(await register("kept@example.com")).toBe(201);
    const session = (await (await login(known.member)).json()) as { refreshToken: string };
    const durable = first.output().includes("fsync always");
    process.kill(-(first.child.pid ?? 0), "SIGKILL");
    await first.ended;

    const again = start();
    await ready(again);
    expect(
      (await login({ email: "kept@example.com", password: "a password nobody has" })).status,
    ).toBe(200);
    expect(await refresh(session.refreshToken)).toBe(durable ? 200 : 401);
    expect(await credentials()).toEqual(known);

    again.child.kill("SIGTERM");
    expect(await again.ended).toBe(0);
    await delay(300);
    expect(await leftovers()).toEqual([]);
    const after = await run("git", ["status", "--porcelain"], { cwd: ROOT });
    expect(after.stdout).toBe(before.stdout);
  });

  it("interrupted half-way leaves no orphan either", async () => {
    const started = start();
    while (!started.output().includes("PostgreSQL:")) await delay(20);
    started.child.kill("SIGINT");
    expect(await started.ended).toBe(0);
    await delay(300);
    expect(await leftovers()).toEqual([]);
  });

  it("names a taken port, what it is for and how to choose another", async () => {
    const { createServer } = await import("node:net");
    const squatter = createServer().listen(ports.gateway, "127.0.0.1");
    try {
      const started = start();
      expect(await started.ended).toBe(1);
      expect(started.output().trim()).toBe(
        `Port ${ports.gateway} for the API is in use by another program: stop it, or choose another with \`npm start -- --port gateway=${(ports.gateway ?? 0) + 1000}\`.`,
      );
    } finally {
      await new Promise((resolve) => squatter.close(resolve));
    }
  });

  it("when workerd dies it stops everything and says why", async () => {
    const started = start();
    await ready(started);
    const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,args="]);
    const workerd = stdout
      .split("\n")
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
      .find((found) => Number(found?.[2]) === started.child.pid && found?.[3]?.includes("workerd"));
    process.kill(Number(workerd?.[1]), "SIGKILL");
    expect(await started.ended).toBe(1);
    expect(started.output()).toMatch(/Edgemart stops: workerd died/);
    await delay(300);
    expect(await leftovers()).toEqual([]);
    expect(isAlive(Number(workerd?.[1]))).toBe(false);
  });
});
