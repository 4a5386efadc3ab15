/** Bundles Workers as `wrangler deploy` does, all in this one process: loading Wrangler takes four times as long as a bundle. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  unstable_readConfig as readConfig,
  experimental_getWranglerCommands as wranglerCommands,
} from "wrangler";

/** The part of Wrangler's command that is called here; its exported type says nothing of a handler. */
interface DeployCommand {
  handler(args: object, context: { config: ReturnType<typeof readConfig> }): Promise<void>;
}

/** One Worker to bundle: its wrangler file and the folder for its modules. */
export interface Bundle {
  configPath: string;
  outdir: string;
}

/** At most so many at the same time: a bundle is half waiting for esbuild. */
const ABREAST = 2;

/**
 * Writes the modules that `wrangler deploy --dry-run --outdir` would write: the handler is that command's own.
 *
 * @throws Error with esbuild's words; its message begins with the wrangler file's path
 */
export async function bundleAll(bundles: readonly Bundle[]): Promise<void> {
  const { handler } = deployCommand();
  const waiting = [...bundles];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { configPath, outdir } = next;
      const args = { config: resolve(configPath), env: "", dryRun: true, outdir };
      try {
        await handler(args, { config: readConfig(args, { hideWarnings: true }) });
      } catch (thrown) {
        throw new Error(`${configPath} did not build: ${messageOf(thrown)}`, { cause: thrown });
      }
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, lane));
}

function deployCommand(): DeployCommand {
  const { definition } = wranglerCommands().registry.subtree.get("deploy") ?? {};
  if (!definition || !("handler" in definition)) {
    throw new Error("this version of Wrangler has no handler of `deploy` (docs/dependencies.md)");
  }
  return definition as unknown as DeployCommand;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** `node tools/constellation/bundle.ts <wrangler file>=<folder> …`: a process of its own, which ends esbuild's with it. */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const bundles = positionals.map((pair) => {
    const [configPath = "", outdir = ""] = pair.split("=");
    return { configPath, outdir };
  });
  await bundleAll(bundles);
}

if (import.meta.main) {
  await main().catch((thrown: unknown) => {
    console.error(messageOf(thrown));
    process.exitCode = 1;
  });
}
