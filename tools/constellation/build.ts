/** Builds Workers exactly as they are deployed, once per state of their sources. */
import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { buildNext } from "../build-next.ts";
import { runCommand } from "../run-command.ts";
import type { Service } from "../services.ts";
import { dropOlder } from "./drop-older.ts";
import { withLock } from "./file-lock.ts";
import { fingerprint } from "./fingerprint.ts";

/** A built Worker on disk. */
export interface Built {
  service: Service;
  /** Holds the modules as `wrangler deploy` would upload them. */
  directory: string;
  /** Static files, for web alone. */
  assets: string | null;
}

/** Shared sources: a change in them rebuilds every Worker. */
const SHARED = ["packages", "package-lock.json"];

export interface BuildOptions {
  root: string;
  /** Where builds are kept. */
  cacheDir: string;
  onProgress(line: string): void;
}

/** Builds what has changed, two at a time, and returns all. @throws with the tool's output when a build fails */
export async function buildWorkers(
  services: readonly Service[],
  options: BuildOptions,
): Promise<Built[]> {
  // The storefront takes longest: it goes first and has one lane for itself.
  const slow = services.filter((service) => service.folder === "web");
  const quick = services.filter((service) => service.folder !== "web");
  const [first, rest] = await Promise.all([
    inOrder(slow, (service) => buildWorker(service, options)),
    inOrder(quick, (service) => buildWorker(service, options)),
  ]);
  return [...first, ...rest];
}

async function buildWorker(service: Service, options: BuildOptions): Promise<Built> {
  const sources = [service.folder, service.configPath, ...SHARED];
  const state = await fingerprint(options.root, sources);
  const directory = join(options.cacheDir, `${service.id}-${state}`);
  const isWeb = service.folder === "web";
  const built = { service, directory, assets: isWeb ? join(directory, "assets") : null };
  if (existsSync(directory)) return built;
  // Under the lock only one process builds; the one that waited finds the result.
  return withLock(join(options.cacheDir, `${service.id}.lock`), async () => {
    if (existsSync(directory)) return built;
    const begun = performance.now();
    const draft = `${directory}.draft`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true });
    if (isWeb) await buildNext(options.root);
    await bundle(service, draft, options.root);
    if (isWeb) {
      await cp(join(options.root, "web/.open-next/assets"), join(draft, "assets"), {
        recursive: true,
      });
    }
    await rename(draft, directory);
    await dropOlder(options.cacheDir, new RegExp(`^${service.id}-[0-9a-f]{16}$`));
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    options.onProgress(`built ${service.id} in ${seconds} s`);
    return built;
  });
}

async function bundle(service: Service, outdir: string, root: string): Promise<void> {
  const outcome = await runCommand(
    "wrangler",
    ["deploy", "--dry-run", "--env=", "--outdir", outdir, "-c", service.configPath],
    { cwd: root, env: { WRANGLER_LOG: "warn" } },
  );
  if (outcome.code !== 0) throw new Error(`${service.id} did not build:\n${outcome.output}`);
}

async function inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
