/** Bundles made together in one process are those that `wrangler deploy` makes of one Worker. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT, runCommand } from "../run-command.ts";
import { discoverServices } from "../services.ts";
import { bundleAll } from "./bundle.ts";

/** The gateway's file is the root's own; the image Worker has WebAssembly and text modules. */
const IDS = ["gateway", "image-resizer"];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edgemart-bundle-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Modules by name: what would be uploaded. */
async function modulesIn(directory: string): Promise<[string, string][]> {
  const names = (await readdir(directory)).filter((name) => !/\.map$|^README\.md$/.test(name));
  return Promise.all(
    names.sort().map(async (name) => {
      const text = await readFile(join(directory, name), "latin1");
      return [name, text.replace(/^\/\/# sourceMappingURL.*$/m, "")] as [string, string];
    }),
  );
}

describe("bundles", () => {
  test("are the modules of `wrangler deploy --dry-run`, byte for byte", async () => {
    const services = discoverServices(ROOT).filter(({ id }) => IDS.includes(id));
    const outdirOf = (id: string) => join(folder, "together", id);
    await bundleAll(
      services.map(({ id, configPath }) => ({
        configPath: join(ROOT, configPath),
        outdir: outdirOf(id),
      })),
    );
    for (const { id, configPath } of services) {
      const alone = join(folder, "alone", id);
      const args = ["deploy", "--dry-run", "--env=", "--outdir", alone, "-c", configPath];
      expect((await runCommand("wrangler", args)).code).toBe(0);
      const modules = await modulesIn(outdirOf(id));
      expect(modules.length).toBeGreaterThan(0);
      expect(modules).toEqual(await modulesIn(alone));
    }
  });

  test("say which Worker did not build and where", async () => {
    const broken = join(folder, "broken");
    await mkdir(broken);
    const config = `name = "broken"\nmain = "index.ts"\ncompatibility_date = "2026-10-20"\n`;
    await writeFile(join(broken, "wrangler.toml"), config);
    await writeFile(join(broken, "index.ts"), "export default { fetch: ;");
    const configPath = join(broken, "wrangler.toml");
    await expect(bundleAll([{ configPath, outdir: join(broken, "out") }])).rejects.toThrow(
      /broken\/wrangler\.toml did not build: .*\n?.*index\.ts:1:\d+/,
    );
  });
});
