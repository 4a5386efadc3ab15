/** Local secrets on disk: the user's lines stay, notes are known as such, and each Worker gets only its own. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migratedWorkers, passwordName } from "../migrate.ts";
import { ROOT } from "../run-command.ts";
import { discoverServices } from "../services.ts";
import { ensureSecrets, noteInVars, readSecrets, secretsOf, throwawaySecrets } from "./secrets.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edgemart-vars-"));
  path = join(folder, ".dev.vars");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const NOTE = { UPSTASH_REDIS_REST_URL: "http://127.0.0.1:54331" };

describe("the user's file", () => {
  test("keeps every line the user wrote, byte for byte, and gets what is missing once", async () => {
    const written = "# mine\nAUTH_BASIC_KEY = 'kept'\n\nexport OTHER=\"a b\" # why\n";
    await writeFile(path, written);
    const first = await ensureSecrets(path);
    const text = await readFile(path, "utf8");
    expect(text.startsWith(written)).toBe(true);
    expect(first.AUTH_BASIC_KEY).toBe("kept");
    expect(await ensureSecrets(path)).toEqual(first);
    expect(await readFile(path, "utf8")).toBe(text);
  });

  test("has a password for every Worker with migrations", async () => {
    const secrets = await ensureSecrets(path);
    for (const worker of await migratedWorkers()) {
      expect(secrets[passwordName(worker)]).toMatch(/^[\w-]{32,}$/);
    }
  });

  test("notes an address once, tells it from the user's, and is read by dotenv without the mark", async () => {
    const before = await ensureSecrets(path);
    await noteInVars(path, { UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1" });
    await noteInVars(path, NOTE);
    const { parseEnv } = await import("node:util");
    const text = await readFile(path, "utf8");
    expect(text.match(/^UPSTASH_REDIS_REST_URL/gm)).toHaveLength(1);
    expect(parseEnv(text)).toEqual({ ...before, ...NOTE });
    expect(await readSecrets(path)).toEqual(before);
  });

  test("a loopback address of the user's own is used and never replaced", async () => {
    await writeFile(path, "UPSTASH_REDIS_REST_URL=http://localhost:8079\n");
    await noteInVars(path, NOTE);
    expect(await readFile(path, "utf8")).toBe("UPSTASH_REDIS_REST_URL=http://localhost:8079\n");
    expect((await readSecrets(path)).UPSTASH_REDIS_REST_URL).toBe("http://localhost:8079");
  });
});

describe("what a Worker gets", () => {
  test("is what it requires, with declared neighbours of a rotation and never the next signing key", async () => {
    const made = await throwawaySecrets();
    const rotating = Object.fromEntries(
      Object.entries(made).flatMap(([name, value]) =>
        ["", "_NEXT", "_PREVIOUS"].map((end) => [name + end, value]),
      ),
    );
    const given = Object.fromEntries(
      discoverServices(ROOT).map((each) => [each.id, Object.keys(secretsOf(ROOT, each, rotating))]),
    );
    expect(given.auth).toEqual(
      expect.arrayContaining([
        "AUTH_SIGNING_KEY",
        "AUTH_BASIC_KEY_NEXT",
        "AUTH_BASIC_KEY_PREVIOUS",
      ]),
    );
    expect(Object.values(given).flat()).not.toContain("AUTH_SIGNING_KEY_NEXT");
    expect(Object.values(given).flat()).not.toContain("AUTH_SIGNING_KEY_PREVIOUS");
    expect(given.web).toEqual(["AUTH_BASIC_KEY"]);
  });
});
