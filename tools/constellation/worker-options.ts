/** Built Worker + wrangler file + secrets → what Miniflare needs to run it on workerd. */
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { convertV4MiniflareOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions as readWranglerOptions } from "wrangler";
import type { Built } from "./build.ts";

type V4Options = Parameters<typeof convertV4MiniflareOptions>[0];
/** Miniflare's options of one Worker. */
export type WorkerOptions = Extract<V4Options, { workers: unknown }>["workers"][number];
type Module = { type: "ESModule" | "Text" | "Data" | "CompiledWasm"; path: string };

interface Placement {
  root: string;
  /** Secrets and overridden vars, over what the wrangler file says. */
  bindings: Record<string, string>;
  /** Public doors listen here; private Workers have none. */
  port: number | null;
}

/** Makes the options of one Worker; a public door gets its own socket, without Wrangler's proxy in front. */
export function workerOptions(built: Built, placement: Placement): WorkerOptions[] {
  const { service, directory } = built;
  const known = readWranglerOptions(join(placement.root, service.configPath));
  // Wrangler types the options without their source, Miniflare with it: together they are complete.
  const fromFile = known.workerOptions as WorkerOptions;
  const options = {
    ...fromFile,
    name: service.name,
    rootPath: directory,
    modulesRoot: directory,
    modules: modulesOf(directory, mainOf(service.main)),
    bindings: { ...fromFile.bindings, ...placement.bindings },
    // The real edge sets cf-connecting-ip; here the caller may, which is how tests choose addresses.
    stripCfConnectingIp: false,
    ...(built.assets && { assets: { ...fromFile.assets, directory: built.assets } }),
    ...(placement.port !== null && {
      unsafeDirectSockets: [{ host: "127.0.0.1", port: placement.port }],
    }),
  };
  return [options as WorkerOptions, ...(known.externalWorkers as WorkerOptions[])];
}

/** `wrangler deploy --outdir` names the entry after the source file. */
function mainOf(source: string): string {
  return `${source
    .split("/")
    .at(-1)
    ?.replace(/\.[a-z]+$/, "")}.js`;
}

/** The entry first, then every other module with the type its rule gave it. */
function modulesOf(directory: string, main: string): (Module & { contents: Uint8Array })[] {
  const others = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== main)
    .map((entry) => entry.name)
    .filter((name) => !name.endsWith(".map") && name !== "README.md");
  return [main, ...others].map((path) => ({
    type: path === main ? "ESModule" : typeOf(path),
    path: join(directory, path),
    contents: new Uint8Array(readFileSync(join(directory, path))),
  }));
}

function typeOf(name: string): Module["type"] {
  switch (extname(name)) {
    case ".wasm":
      return "CompiledWasm";
    case ".bin":
      return "Data";
    default:
      return "Text";
  }
}
