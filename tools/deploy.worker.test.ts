/** Every Worker built for production by Wrangler itself, without uploading. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { configWriter } from "./config-writer.ts";
import { buildNext } from "./constellation/build-next.ts";
import { dryRun, GZIP_KIB_MAX } from "./deploy.ts";
import { ROOT, runCommand } from "./run-command.ts";
import { discoverServices } from "./services.ts";

const BUILD_MS = 600_000;

test(
  "storefront 45: `wrangler deploy --dry-run` takes every Worker, each below 3 MiB gzip, with no variable of an .env file",
  async () => {
    const services = discoverServices(ROOT);
    const sizes = await dryRun({
      root: ROOT,
      services,
      environment: "production",
      run: runCommand,
      buildNext,
      writeConfig: configWriter(ROOT, "production"),
      print: (line) => console.log(line),
      shell: {},
    });
    const { output: changed } = await runCommand("git", ["status", "--porcelain"], { cwd: ROOT });
    expect(changed, "operations 1: no tracked file was changed").not.toContain("generated.json");
    expect(sizes.map((one) => one.id).sort()).toEqual(services.map((one) => one.id).sort());
    for (const { id, gzipKib } of sizes) expect(gzipKib, id).toBeLessThanOrEqual(GZIP_KIB_MAX);
    // What the storefront of that build would read besides its bindings.
    const compiled = await readFile(join(ROOT, "web/.open-next/cloudflare/next-env.mjs"), "utf8");
    expect(compiled.match(/= (.+);$/gm)).toEqual(["= {};", "= {};", "= {};"]);
  },
  BUILD_MS,
);
