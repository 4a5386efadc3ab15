import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { z } from "zod";
import { builtHere } from "../../../tools/constellation/build.ts";
import { environmentConfig } from "../../../tools/deploy/environment-config.ts";
import { ENVIRONMENTS, readEnvironmentFile } from "../../../tools/deploy/environment-file.ts";
import { ROOT } from "../../../tools/run-command.ts";
import { discoverServices } from "../../../tools/services.ts";

const services = discoverServices(ROOT).filter(({ id }) => id === "image-resizer" || id === "avif");

test("images 55: gzipped the image Worker is under 1 MiB, and the AVIF codec under the free plan's 3", async () => {
  for (const { service, directory } of await builtHere("image-resizer", "avif")) {
    let bytes = 0;
    for (const name of await readdir(directory)) {
      if (/\.(js|wasm)$/.test(name))
        bytes += gzipSync(await readFile(join(directory, name))).length;
    }
    expect(bytes, service.id).toBeLessThan((service.id === "avif" ? 3 : 1) * 1024 * 1024);
  }
});

test("images 38: every environment bounds the CPU of a request", () => {
  for (const { local, id } of services) {
    const configs = ENVIRONMENTS.map((environment) => {
      const file = readEnvironmentFile(ROOT, environment);
      if (!file) throw new Error(`there is no file of ${environment}`);
      return environmentConfig(local, id, environment, file);
    });
    for (const { limits } of [local, ...configs]) {
      const { cpu_ms } = z.object({ cpu_ms: z.int().max(20_000) }).parse(limits);
      expect(cpu_ms).toBeGreaterThan(0);
    }
  }
});
