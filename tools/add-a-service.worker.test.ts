/**
 * `docs/add-a-service.md` is carried out, block by block, in a copy of the repository, until its Worker answers through
 * the gateway.
 *
 * NOTE: `npm run check` of the page is run in full by `test:full`; here its lint, its types and the rules of the
 * repository run for what the page touches.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readSecrets } from "./constellation/secrets.ts";
import { freePort } from "./local/free-port.ts";
import { blocksOf, type FileBlock } from "./page-blocks.ts";
import { ROOT } from "./run-command.ts";
import { openTrial, type Trial } from "./trial.ts";

const PAGE = join(ROOT, "docs/add-a-service.md");
const MINUTE_MS = 60_000;
const isFull = process.env.EDGEMART_FULL === "1";

/** What a command of the page is run as: Workers that the page does not touch are left out. */
const RUN_AS: Record<string, string[]> = {
  "npm install": ["npm install --ignore-scripts --prefer-offline --no-audit --no-fund"],
  "npm run check": isFull
    ? ["npm run check"]
    : [
        "npx biome check workers/wishlist workers/gateway packages/contracts docs",
        "npx tsc --noEmit --checkers 1 -p workers/wishlist",
        "npx tsc --noEmit --checkers 1 -p workers/gateway",
        "npx vitest run --project unit tests packages/contracts workers/wishlist workers/gateway",
      ],
  "npm test -- workers/wishlist": ["npx vitest run --project worker workers/wishlist"],
};

const blocks = blocksOf(readFileSync(PAGE, "utf8"));
const files = blocks.filter((block): block is FileBlock => block.kind === "file");
let trial: Trial;
let printed = "";

beforeAll(async () => {
  trial = await openTrial();
  for (const block of blocks) printed += await trial.carryOut(block, RUN_AS);
}, 15 * MINUTE_MS);
afterAll(() => trial?.close());

describe("what a new Worker costs", () => {
  test("at most 13 files are written by hand, and 5 files are added to at 6 places", () => {
    const additions = files.filter(({ place }) => place !== null);
    expect(files.length - additions.length).toBeLessThanOrEqual(13);
    expect(new Set(additions.map(({ path }) => path)).size).toBeLessThanOrEqual(5);
    expect(additions.length).toBeLessThanOrEqual(6);
  });

  test("it is found by the order of deployment and by the doctor", () => {
    expect(printed).toMatch(/'wishlist'.*'private'/);
    expect(printed).toContain("All is well");
  });
});

describe("the shop with it", () => {
  let start: ChildProcess | undefined;
  let api: string;
  let log = "";
  const ask = async (path: string, init: RequestInit = {}) => fetch(`${api}${path}`, init);

  beforeAll(async () => {
    const ports: Record<string, number> = {};
    for (const name of ["gateway", "neon", "upstash", "postgres", "redis"]) {
      ports[name] = await freePort();
    }
    api = `http://127.0.0.1:${ports.gateway}`;
    const free = Object.entries(ports).map(([name, port]) => `--port=${name}=${port}`);
    const without = ["web", "image-resizer", "avif"].map((id) => `--without=${id}`);
    const child = spawn("npm", ["start", "--", ...free, ...without], {
      cwd: trial.root,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    start = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => {
        log += String(text);
      });
    }
    await vi.waitFor(
      async () => {
        if (child.exitCode !== null) return;
        if (!log.includes("Edgemart is up")) throw new Error(log.slice(-200));
      },
      { timeout: 5 * MINUTE_MS, interval: 500 },
    );
    expect(child.exitCode, log.slice(-2_000)).toBeNull();
  }, 6 * MINUTE_MS);
  afterAll(async () => {
    if (!start?.pid || start.exitCode !== null) return;
    const ended = new Promise((resolve) => start?.once("exit", resolve));
    process.kill(-start.pid, "SIGINT");
    await ended;
  }, MINUTE_MS);

  test("its address answers through the gateway, which keeps strangers out", async () => {
    const { AUTH_BASIC_KEY = "" } = await readSecrets(join(trial.root, ".dev.vars"));
    const json = { "content-type": "application/json" };
    const known = await readFile(join(trial.root, ".local/credentials.json"), "utf8");
    const { member } = JSON.parse(known) as { member: { email: string; password: string } };
    const signedIn = await ask("/api/auth/login", {
      method: "POST",
      headers: { ...json, authorization: `Basic ${AUTH_BASIC_KEY}` },
      body: JSON.stringify(member),
    });
    const { accessToken } = (await signedIn.json()) as { accessToken: string };
    const wish = (token: string) =>
      ask("/api/wishlist", {
        method: "POST",
        headers: { ...json, authorization: `Bearer ${token}` },
        body: '{"sku":"A-1"}',
      });
    const made = await wish(accessToken);
    expect([made.status, await made.json()]).toEqual([
      201,
      expect.objectContaining({ sku: "A-1" }),
    ]);
    const stranger = await tokenSigner();
    expect(
      (await wish(await stranger.sign("mem_01k9z3v5e8f0r9t2m4w6y8a1bc", "member"))).status,
    ).toBe(401);
    const other = await ask("/api/wishlist");
    expect([other.status, other.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("it is in the document of the API and in the detailed health check", async () => {
    const { OPERATOR_TOKEN = "" } = await readSecrets(join(trial.root, ".dev.vars"));
    const document = (await (await ask("/openapi.json")).json()) as { paths: object };
    expect(document.paths).toHaveProperty(["/api/wishlist", "post", "operationId"], "addWish");
    const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
    const health = await (await ask("/health?deep=1", { headers })).json();
    expect(health).toHaveProperty(["services", "wishlist", "status"], "ok");
    expect(await (await ask("/api/wishlist/health")).json()).toEqual({
      ...{ status: "ok", service: "wishlist" },
    });
  });
});
