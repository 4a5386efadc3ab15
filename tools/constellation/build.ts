/** Builds Workers exactly as they are deployed, once per state of their sources. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PATHS } from "../paths.ts";
import { ROOT, runCommand } from "../run-command.ts";
import { discoverServices, type Service } from "../services.ts";
import { buildNext } from "./build-next.ts";
import { bundledPackages } from "./bundled-packages.ts";
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

const BUNDLE = join(import.meta.dirname, "bundle.ts");

/** Where a build is made and kept. */
export interface BuildOptions {
  root: string;
  /** Where builds are kept. */
  cacheDir: string;
  onProgress(line: string): void;
}

/** A build that may have to be made. */
interface Plan extends Built {
  isReady(): boolean;
  /** Where it is made; it gets its name when it is complete. */
  draft: string;
}

/**
 * Builds what has changed and returns all, in the order of `services`.
 *
 * The storefront takes longest and has a lane of its own; the others are bundled by one process together.
 *
 * @throws Error with the tool's output when a build fails
 */
export async function buildWorkers(
  services: readonly Service[],
  options: BuildOptions,
): Promise<Built[]> {
  // A change in them rebuilds every Worker.
  const common = [...bundledPackages(options.root), "package-lock.json"];
  const shared = await fingerprint(options.root, common);
  const plans = await Promise.all(services.map((service) => planOf(service, shared, options)));
  const isWeb = ({ assets }: Plan) => assets !== null;
  await Promise.all([
    make("web", plans.filter(isWeb), options),
    make(
      "workers",
      plans.filter((plan) => !isWeb(plan)),
      options,
    ),
  ]);
  return plans;
}

/**
 * Gives builds of this clone's Workers, made when their sources have changed: for tests and benchmarks of single Workers.
 *
 * @returns one build for each id, in that order
 * @throws Error for an id that no wrangler file has, and with the tool's output when a build fails
 */
export async function builtHere(...ids: string[]): Promise<Built[]> {
  const known = discoverServices(ROOT);
  const services = ids.map((id) => {
    const service = known.find((each) => each.id === id);
    if (!service) throw new Error(`no wrangler file describes ${id}`);
    return service;
  });
  const cacheDir = join(PATHS.cache, "build");
  return buildWorkers(services, { root: ROOT, cacheDir, onProgress: () => undefined });
}

async function planOf(service: Service, shared: string, options: BuildOptions): Promise<Plan> {
  const own = await fingerprint(options.root, [service.folder, service.configPath]);
  const state = createHash("sha256").update(`${shared} ${own}`).digest("hex").slice(0, 16);
  const directory = join(options.cacheDir, `${service.id}-${state}`);
  return {
    service,
    directory,
    assets: service.folder === "web" ? join(directory, "assets") : null,
    isReady: () => existsSync(directory),
    draft: `${directory}.draft`,
  };
}

/** Makes the builds of one lane that are missing. */
async function make(lane: string, plans: readonly Plan[], options: BuildOptions): Promise<void> {
  if (plans.every((plan) => plan.isReady())) return;
  // Under the lock only one process builds; the one that waited finds the result.
  await withLock(join(options.cacheDir, `${lane}.lock`), async () => {
    const missing = plans.filter((plan) => !plan.isReady());
    if (missing.length === 0) return;
    const begun = performance.now();
    if (lane === "web") await buildNext(options.root);
    await bundle(missing, options.root);
    for (const { service, directory, draft, assets } of missing) {
      if (assets) {
        const files = join(options.root, "web/.open-next/assets");
        await cp(files, join(draft, "assets"), { recursive: true });
      }
      await rename(draft, directory);
      await dropOlder(options.cacheDir, new RegExp(`^${service.id}-[0-9a-f]{16}$`));
    }
    const names = missing.map(({ service }) => service.id).join(", ");
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    options.onProgress(`built ${names} in ${seconds} s`);
  });
}

async function bundle(plans: readonly Plan[], root: string): Promise<void> {
  for (const { draft } of plans) await rm(draft, { recursive: true, force: true });
  const pairs = plans.map(({ service, draft }) => `${service.configPath}=${draft}`);
  const outcome = await runCommand("node", [BUNDLE, ...pairs], {
    cwd: root,
    env: { WRANGLER_LOG: "warn" },
  });
  if (outcome.code !== 0) throw new Error(outcome.output.trim());
}
