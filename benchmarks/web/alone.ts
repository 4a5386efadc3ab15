/** The storefront's Worker by itself on workerd: without the asset router that Miniflare, in two Workers of its own, puts in front. */
import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { buildWorkers } from "../../tools/constellation/build.ts";
import { type WorkerOptions, workerOptions } from "../../tools/constellation/worker-options.ts";
import { freePort } from "../../tools/local/free-port.ts";
import { PATHS } from "../../tools/paths.ts";
import { ROOT } from "../../tools/run-command.ts";
import { discoverServices } from "../../tools/services.ts";
import type { Bindings } from "./next-copies.ts";

export async function startAlone(
  bindings: Bindings,
): Promise<{ port: number; stop(): Promise<void> }> {
  const [built] = await buildWorkers(
    discoverServices(ROOT).filter(({ id }) => id === "web"),
    { root: ROOT, cacheDir: join(PATHS.cache, "build"), onProgress: () => undefined },
  );
  if (!built) throw new Error("the storefront is not among the services");
  const port = await freePort();
  const [options] = workerOptions(built, { root: ROOT, bindings: bindings.vars, port });
  const { assets: _, ...worker } = options as WorkerOptions & { assets?: unknown };
  const gateway = { external: { address: new URL(bindings.gateway).host, http: {} } };
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [{ ...worker, serviceBindings: { GATEWAY: gateway } } as WorkerOptions],
      host: "127.0.0.1",
      port: 0,
      log: new Log(LogLevel.NONE),
      handleStructuredLogs: () => undefined,
    }),
  );
  await miniflare.ready;
  return { port, stop: () => miniflare.dispose() };
}
