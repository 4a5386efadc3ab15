/** What a developer starts, in a clone of their own: reload on save, one Worker by hand, and nothing left behind. */
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { throughWrangler } from "../../tools/crons/dispatch.ts";
import { freePort } from "../../tools/local/free-port.ts";
import { runCommand } from "../../tools/run-command.ts";
import { processesAbout } from "./processes.ts";
import { begin, endBegun, freePorts, ready, type Started, until } from "./started.ts";
import { trialClone } from "./trial-clone.ts";

let clone: Awaited<ReturnType<typeof trialClone>>;
let ports: Record<string, number>;
let chosen: string[];

beforeAll(async () => {
  clone = await trialClone();
  ({ ports, args: chosen } = await freePorts());
});
afterEach(endBegun);
afterAll(() => clone?.remove());

const at = (name: string, path: string) => `http://127.0.0.1:${ports[name]}${path}`;
const text = async (name: string, path: string) =>
  (await fetch(at(name, path), { signal: AbortSignal.timeout(60_000) })).text();
/** As a shell in the clone would: neither this test run's folder nor its registry. */
const env = { EDGEMART_LOCAL_DIR: undefined, WRANGLER_REGISTRY_PATH: undefined };
const node = (...args: string[]) => begin("node", args, { cwd: clone.folder, env });

async function change(path: string, from: string, to: string): Promise<void> {
  const file = join(clone.folder, path);
  const before = await readFile(file, "utf8");
  expect(before).toContain(from);
  await writeFile(file, before.replace(from, to));
}

/** Waits for an answer; one while a program starts anew may fail. */
const answers = (name: string, path: string, words: string, by: Started) =>
  until(async () => (await text(name, path).catch(() => "")).includes(words), by);

describe("npm start -- --without gateway --without auth", () => {
  test("leaves their places to `npx wrangler dev`, which finds its siblings and is found, in this clone alone", async () => {
    const rest = node("tools/start.ts", "--without", "gateway", "--without", "auth", ...chosen);
    await ready(rest);
    expect(rest.output()).toMatch(`gateway: \`npx wrangler dev --port ${ports.gateway}\` here`);
    const wrangler = (folder: string, port: number | undefined) =>
      begin("npx", ["wrangler", "dev", "--port", `${port}`], {
        cwd: join(clone.folder, folder),
        env,
      });
    const gateway = wrangler("", ports.gateway);
    await answers("gateway", "/api/products?lang=en", '"items":[{', gateway);
    await answers("web", "/en", "/en/products/", gateway);
    // After the other one is up: two that begin together may look for a free port at the same moment and find one.
    const auth = wrangler("workers/auth", await freePort());
    await until(async () => (await loginCode()) === "invalid_credentials", auth);
    const registry = join(clone.folder, ".local/registry");
    for (const name of ["edgemart-gateway", "edgemart-auth"]) {
      expect(existsSync(join(registry, name)), name).toBe(true);
    }
    const { headers } = await fetch(at("gateway", "/api/products"), {
      headers: { origin: `http://localhost:${ports.web}` },
    });
    expect(headers.get("access-control-allow-origin")).toBe(`http://localhost:${ports.web}`);

    for (const { child, ended } of [gateway, auth]) {
      process.kill(-(child.pid ?? 0), "SIGTERM");
      await ended;
    }
    rest.child.kill("SIGINT");
    expect(await rest.ended).toBe(0);
  });
});

/** What auth says to somebody it does not know, having asked member. */
async function loginCode(): Promise<string | undefined> {
  const vars = parseEnv(await readFile(join(clone.folder, ".dev.vars"), "utf8"));
  const answer = await fetch(at("gateway", "/api/auth/login"), {
    method: "POST",
    headers: {
      authorization: `Basic ${vars.AUTH_BASIC_KEY}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ email: "nobody@example.com", password: "a password nobody has" }),
  });
  return ((await answer.json().catch(() => ({}))) as { code?: string }).code;
}

describe("npm run dev", () => {
  test("shows a saved change of a Worker and of a page, on its own addresses, and a reset clears what a kill -9 left", async () => {
    const dev = node("tools/dev.ts", ...chosen);
    await ready(dev);

    const [robots, page] = await Promise.all([text("web", "/robots.txt"), text("web", "/en/cart")]);
    expect(robots).toContain(`http://localhost:${ports.web}/sitemap.xml`);
    expect(page).toContain(`http://localhost:${ports["image-resizer"]}`);
    expect(robots + page).not.toMatch(/localhost:(3000|8001)\b/);

    await change("workers/gateway/src/own/health.ts", 'service: "gateway"', 'service: "saved"');
    await change("web/src/messages/en.ts", 'all: "All products"', 'all: "All things saved"');
    await answers("gateway", "/health", '"saved"', dev);
    await answers("web", "/en/cart", "All things saved", dev);

    // Crons reach a Worker behind the first of the process too.
    const dispatch = throughWrangler(at("gateway", ""));
    expect(await dispatch("edgemart-auth", "*/5 * * * *", new Date())).toBe("ok");

    process.kill(dev.child.pid ?? 0, "SIGKILL");
    await dev.ended;
    expect(await processesAbout(clone.folder)).not.toEqual([]);
    const { code, output } = await runCommand("node", ["tools/reset.ts"], {
      cwd: clone.folder,
      env,
    });
    expect([code, output]).toEqual([0, expect.stringContaining("Local data is cleared.")]);
    expect(await processesAbout(clone.folder)).toEqual([]);
    const kept = (path: string) => existsSync(join(clone.folder, path));
    expect([".local/data", ".local/credentials.json"].filter(kept)).toEqual([]);
    expect(await readFile(join(clone.folder, ".dev.vars"), "utf8")).toContain("AUTH_SIGNING_KEY=");
  });
});
