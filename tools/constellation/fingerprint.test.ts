import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprint } from "./fingerprint.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "edgemart-fingerprint-"));
  write("web/src/page.ts", "1");
  write("web/wrangler.toml", "1");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

test.each(["web/src/page.ts", "web/src/other.ts", "web/wrangler.toml"])(
  "what is written to %s is of another state",
  async (path) => {
    const before = await fingerprint(root, ["web"]);
    write(path, "2");
    expect(await fingerprint(root, ["web"])).not.toBe(before);
  },
);

test.each([
  "web/wrangler.production.generated.json",
  "web/.open-next/worker.js",
  "web/.next/a",
  "web/src/page.test.ts",
  "web/test/a.ts",
  "web/next-env.d.ts",
  "web/node_modules/a/index.js",
])(
  "a build is none the older for %s: no storefront is built twice in one test run",
  async (path) => {
    const before = await fingerprint(root, ["web"]);
    write(path, "2");
    expect(await fingerprint(root, ["web"])).toBe(before);
  },
);

test("a path that is missing is a state too, and the order of paths is none", async () => {
  const both = await fingerprint(root, ["web", "gone"]);
  expect(both).toBe(await fingerprint(root, ["gone", "web"]));
  write("gone", "1");
  expect(await fingerprint(root, ["web", "gone"])).not.toBe(both);
});
