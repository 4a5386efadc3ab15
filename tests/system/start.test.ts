/** `npm start` as a program: its table, its lock, its end, and what survives a kill -9. */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { launchBrowser } from "@edgemart/testkit/browser";
import { temporaryFolder } from "@edgemart/testkit/temp-folder";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { isAlive } from "../../tools/process-facts.ts";
import { ROOT, runCommand } from "../../tools/run-command.ts";
import { claimFolder } from "../../tools/start/owned-folder.ts";
import { expectGood } from "../e2e/visit.ts";
import { processesAbout } from "./processes.ts";
import { confirmElsewhere, mailedLink } from "./registered.ts";
import { begin, endBegun, freePorts, ready, type Started } from "./started.ts";

const run = promisify(execFile);

let local: string;
let ports: Record<string, number>;
let chosen: string[];
let api: string;

beforeAll(async () => {
  local = await temporaryFolder("start");
  await claimFolder(local);
  ({ ports, args: chosen } = await freePorts());
  api = `http://127.0.0.1:${ports.gateway}`;
});
afterEach(endBegun);
afterAll(() => rm(local, { recursive: true, force: true }));

function start(...args: string[]): Started {
  return begin("node", ["tools/start.ts", ...chosen, ...args], {
    cwd: ROOT,
    env: { EDGEMART_LOCAL_DIR: local },
  });
}

const leftovers = () => processesAbout(local);

/** What ends with its parent may need a moment to. */
async function expectNoLeftovers(): Promise<void> {
  for (const until = Date.now() + 1_000; Date.now() < until && (await leftovers()).length > 0; ) {
    await delay(50);
  }
  expect(await leftovers()).toEqual([]);
}

/** Waits until a process of the start has these words on its command line. */
async function running(words: RegExp, started: Started): Promise<void> {
  while (!(await leftovers()).some((line) => words.test(line))) {
    if (started.child.exitCode !== null) throw new Error(`it ended:\n${started.output()}`);
    await delay(5);
  }
}

async function credentials() {
  return JSON.parse(await readFile(join(local, "credentials.json"), "utf8")) as {
    serviceKey: string;
    member: { email: string; password: string };
    admin: { email: string; password: string };
  };
}

async function register(email: string): Promise<number> {
  const body = { email, password: "a password nobody has", name: "Kept" };
  return (await asServer("register", body)).status;
}

/** The bytes of a picture of the catalog, drawn by the system on these ports. */
async function picture(): Promise<Buffer> {
  const list = await (await fetch(`${api}/api/products`)).text();
  const id = /\b[0-9a-f]{64}\b/.exec(list)?.[0];
  if (!id) throw new Error("the catalog has no picture");
  const answer = await fetch(`http://127.0.0.1:${ports["image-resizer"]}/i/w=64/${id}`);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

async function asServer(operation: string, body: object): Promise<Response> {
  const { serviceKey } = await credentials();
  return fetch(`${api}/api/auth/${operation}`, {
    method: "POST",
    headers: { authorization: `Basic ${serviceKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

function login({ email, password }: { email: string; password: string }): Promise<Response> {
  return asServer("login", { email, password });
}

async function refresh(refreshToken: string): Promise<number> {
  return (await asServer("refresh", { refreshToken })).status;
}

/** Identity 9–11: one form, one mail, one click in the same browser; the pages between are for everybody. */
async function registersInBrowser(shop: string, mailbox: string): Promise<string> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    page.setDefaultTimeout(30_000);
    await page.goto(`${shop}/ko/register?return=%2Fko%2Faccount`);
    for (const [name, value] of Object.entries({
      ...{ email: "browser@example.com", name: "박서연", password: "correct horse battery" },
    })) {
      await page.locator(`main input[name="${name}"]`).fill(value);
    }
    for (const box of await page.locator('main input[type="checkbox"]').all()) await box.check();
    await page.locator('form[action="/api/session/register"] button[type="submit"]').click();
    await page.waitForURL(`${shop}/ko/register/sent`);
    expect(await page.locator("main").textContent()).toContain("browser@example.com");
    expect(await page.locator(`a[href="${mailbox}"]`).count()).toBe(1);
    await expectGood(page);
    await page.locator('form[action="/api/session/register/again"] button').click();
    await page.locator('#notice[role="status"]').waitFor();
    const link = await mailedLink(mailbox, "browser@example.com", "confirm");
    await page.goto(link);
    expect(page.url()).toBe(`${shop}/ko/confirm`);
    expect(await page.locator('main input[type="password"]').count()).toBe(0);
    await expectGood(page);
    await page.locator('form[action="/api/session/confirm"] button[type="submit"]').click();
    await page.waitForURL(`${shop}/ko/account`);
    return link;
  } finally {
    await browser.close();
  }
}

/** Both signals begin the same end: at each moment one of them is enough, in turn, except in the long proof. */
function signalsOf(moment: number): readonly NodeJS.Signals[] {
  const both = ["SIGINT", "SIGTERM"] as const;
  return process.env.EDGEMART_FULL === "1" ? both : both.slice(moment % 2, (moment % 2) + 1);
}

describe("npm start", () => {
  test("ends with the table, writes the credentials, refuses a second start and a reset, survives kill -9, stops without orphans", async () => {
    const before = await run("git", ["status", "--porcelain"], { cwd: ROOT });
    const first = start();
    await ready(first);
    for (const word of [
      "Storefront",
      "API docs",
      "Image CDN",
      "Test payments",
      "Break a payment",
      "Demo member",
      "Demo admin",
      "Service key",
      "Ctrl-C",
    ]) {
      expect(first.output()).toContain(word);
    }
    const known = await credentials();
    expect((await login(known.member)).status).toBe(200);
    // identity 51: with the code that `npm run code` prints.
    const { challenge } = (await (await login(known.admin)).json()) as { challenge: string };
    const printed = await runCommand("node", ["tools/code.ts"], {
      env: { EDGEMART_LOCAL_DIR: local },
    });
    const finished = await asServer("mfa", { challenge, code: printed.output.trim() });
    expect([finished.status, await finished.json()]).toMatchObject([
      200,
      { member: { role: "admin" } },
    ]);

    const second = start();
    const env = { EDGEMART_LOCAL_DIR: local };
    const reset = await runCommand("node", ["tools/reset.ts"], { env });
    expect([reset.code, reset.output]).toEqual([
      1,
      expect.stringMatching(/^Edgemart is running \(process \d+\): stop it first, then reset\.\n$/),
    ]);
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/running already .*process \d+/);
    expect(second.output()).toContain(`http://localhost:${ports.web},`);
    expect((await fetch(`${api}/health`)).status).toBe(200);

    // An acknowledged account and session, and a stored picture; then it is killed, and Redis too. PostgreSQL is left behind.
    // It begins when its mail's link is used; nothing says whether the address has an account.
    expect(await register("kept@example.com")).toBe(202);
    expect(await register(known.member.email)).toBe(202);
    const mailbox = `http://127.0.0.1:${ports.mailbox}`;
    expect(first.output()).toContain(`http://localhost:${ports.mailbox} `);
    const link = await mailedLink(mailbox, "kept@example.com", "confirm");
    expect(await confirmElsewhere(link, "a password nobody has")).toBe("/ko");
    const links = [link, await registersInBrowser(`http://localhost:${ports.web}`, mailbox)];
    // Identity 3, attack 56.26: what was asked is in the log, and no token of a link.
    const log = await readFile(join(local, "logs", "start.log"), "utf8");
    expect(log).toContain("/api/auth/register/confirm");
    for (const each of links) expect(log).not.toContain(new URL(each).searchParams.get("token"));
    const session = (await (await login(known.member)).json()) as { refreshToken: string };
    const drawn = await picture();
    const durable = first.output().includes("fsync always");
    const redis = (await leftovers()).filter((line) => line.includes("redis-server"));
    process.kill(first.child.pid ?? 0, "SIGKILL");
    for (const line of redis) process.kill(Number.parseInt(line, 10), "SIGKILL");
    await first.ended;
    expect(await leftovers()).not.toEqual([]);

    const again = start();
    await ready(again);
    expect(
      (await login({ email: "kept@example.com", password: "a password nobody has" })).status,
    ).toBe(200);
    expect(await refresh(session.refreshToken)).toBe(durable ? 200 : 401);
    expect(await credentials()).toEqual(known);
    expect(again.output()).not.toMatch(/stored \d+ pictures/);
    expect((await picture()).equals(drawn)).toBe(true);

    again.child.kill("SIGTERM");
    expect(await again.ended).toBe(0);
    await expectNoLeftovers();
    const after = await run("git", ["status", "--porcelain"], { cwd: ROOT });
    expect(after.stdout).toBe(before.stdout);
  });

  test("when workerd dies it stops everything and says why", async () => {
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
    await expectNoLeftovers();
    expect(isAlive(Number(workerd?.[1]))).toBe(false);
  });

  test.skipIf(!existsSync("/proc/self"))(
    "interrupted at any moment leaves no orphan either, and no lock",
    async () => {
      const moments: [string, (started: Started) => Promise<unknown>][] = [
        ["0.3 s", () => delay(300)],
        ["1 s", () => delay(1_000)],
        ["1.5 s", () => delay(1_500)],
        ["initdb runs", (started) => running(/initdb/, started)],
        ["postgres is spawned", (started) => running(/postgres -D/, started)],
        ["redis-server is spawned", (started) => running(/redis-server|postgres -D/, started)],
        [
          "the first line",
          async (started) => {
            while (!started.output().includes(" s  ")) await delay(5);
          },
        ],
        ["workerd is spawned", (started) => running(/workerd/, started)],
      ];
      for (const [at, [moment, reached]] of moments.entries()) {
        for (const signal of signalsOf(at)) {
          // A first start each time: it does more than a later one.
          await rm(join(local, "data"), { recursive: true, force: true });
          const started = start();
          await reached(started);
          started.child.kill(signal);
          expect([moment, signal, await started.ended, started.output()]).toEqual([
            moment,
            signal,
            // Before our handlers are there the signal itself ends it, with nothing running yet.
            started.child.signalCode ? null : 0,
            expect.not.stringContaining("Error"),
          ]);
          await expectNoLeftovers();
          expect(existsSync(join(local, "run.lock")) && moment).toBe(false);
        }
      }
    },
    240_000,
  );

  test("when one store fails the other is stopped", async () => {
    await rm(join(local, "data"), { recursive: true, force: true });
    const vars = join(local, ".dev.vars");
    const before = await readFile(vars, "utf8");
    await writeFile(vars, `${before}REDIS_URL=redis://127.0.0.1:1\n`);
    try {
      const started = start();
      expect(await started.ended).toBe(1);
      expect(started.output()).toMatch(/Redis: .*ECONNREFUSED/);
      await expectNoLeftovers();
    } finally {
      await writeFile(vars, before);
    }
  });

  test("names a taken port, what it is for and how to choose another", async () => {
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
});
