import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { builtHere } from "../../../tools/constellation/build.ts";
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

test("images 38: every environment bounds the CPU of a request", async () => {
  for (const { configPath } of services) {
    const text = await readFile(join(ROOT, configPath), "utf8");
    const bounds = [...text.matchAll(/cpu_ms = (\d+)/g)].map(([, ms]) => Number(ms));
    expect(bounds.length).toBe(3);
    for (const ms of bounds) expect(ms).toBeLessThanOrEqual(20_000);
  }
});
