/** Every Worker built for production by Wrangler itself, without uploading. */
import { expect, it } from "vitest";
import { buildNext } from "./build-next.ts";
import { dryRun, GZIP_KIB_MAX } from "./deploy.ts";
import { ROOT, runCommand } from "./run-command.ts";
import { discoverServices } from "./services.ts";

const BUILD_MS = 600_000;

it(
  "storefront 45: `wrangler deploy --dry-run` takes every Worker, each below 3 MiB gzip",
  async () => {
    const services = discoverServices(ROOT);
    const sizes = await dryRun({
      root: ROOT,
      services,
      environment: "production",
      run: runCommand,
      buildNext,
      print: (line) => console.log(line),
      shell: {},
    });
    expect(sizes.map((one) => one.id).sort()).toEqual(services.map((one) => one.id).sort());
    for (const { id, gzipKib } of sizes) expect(gzipKib, id).toBeLessThanOrEqual(GZIP_KIB_MAX);
  },
  BUILD_MS,
);
