/** The storefront as a Node program: the very build that is deployed, and a second one whose pages Next itself keeps. */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PATHS } from "../../tools/paths.ts";
import { ROOT } from "../../tools/run-command.ts";
import { buildNext, type PeerServer, startNextServer } from "./peer-server.ts";

/** Below the root, so that Node finds the workspace's packages. */
const FOLDER = join(PATHS.cache, "bench-web");
const WEB = join(ROOT, "web");
/** The storefront's own configuration without what only `next dev` needs. */
const NEXT_CONFIG = `export default {
  transpilePackages: ["@edgemart/contracts", "@edgemart/worker-kit"],
  typescript: { ignoreBuildErrors: true },
  htmlLimitedBots: /.*/,
  poweredByHeader: false,
};`;
/** In the layout: takes the choice away from Next. */
const EACH_REQUEST = 'export const dynamic = "force-dynamic";';
/** In a page that is the same for everyone. */
const AT_BUILD = `
export const dynamic = "force-static";
/** Lists the pages that the build makes. */
export function generateStaticParams() {
  return [{ lang: "ko" }, { lang: "en" }];
}
`;
const KEPT_PAGES = ["page.tsx", "terms/page.tsx", "products/page.tsx"];

export interface Bindings {
  vars: Record<string, string>;
  /** Origin of the gateway. */
  gateway: string;
}

/** `next start` on the build that OpenNext made the Worker of: every page is rendered for every request. */
export async function startRendering(bindings: Bindings): Promise<PeerServer> {
  const folder = join(FOLDER, "rendering");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const notCache = (path: string) => path !== join(WEB, ".next/cache");
  await cp(join(WEB, ".next"), join(folder, ".next"), { recursive: true, filter: notCache });
  await cp(join(WEB, "public"), join(folder, "public"), { recursive: true });
  await cp(join(WEB, "package.json"), join(folder, "package.json"));
  await writeFile(join(folder, "next.config.mjs"), NEXT_CONFIG);
  return startNextServer(folder, environment(bindings));
}

/** `next start` on the same sources, built with a few lines changed: pages that are the same for everyone are rendered at build time and kept by Next. */
export async function startKeeping(bindings: Bindings): Promise<PeerServer> {
  const folder = join(FOLDER, "keeping");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of ["src", "public", "package.json", "tsconfig.json", "env.generated.d.ts"]) {
    await cp(join(WEB, name), join(folder, name), { recursive: true });
  }
  await cp(join(ROOT, "tsconfig.base.json"), join(FOLDER, "tsconfig.base.json"));
  await writeFile(join(folder, "next.config.mjs"), NEXT_CONFIG);
  const pages = join(folder, "src/app/[lang]");
  await edit(join(pages, "layout.tsx"), (source) => {
    if (!source.includes(EACH_REQUEST)) throw new Error(`the layout has no line ${EACH_REQUEST}`);
    return source.replace(EACH_REQUEST, "");
  });
  for (const page of KEPT_PAGES) await edit(join(pages, page), (source) => source + AT_BUILD);
  await buildNext(folder, environment(bindings));
  return startNextServer(folder, environment(bindings));
}

async function edit(path: string, change: (source: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, "utf8")));
}

function environment(bindings: Bindings): Record<string, string> {
  const preload = pathToFileURL(join(import.meta.dirname, "bindings.mjs")).href;
  return { NODE_OPTIONS: `--import ${preload}`, BENCH_BINDINGS: JSON.stringify(bindings) };
}
