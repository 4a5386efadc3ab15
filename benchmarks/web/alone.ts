import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { builtHere } from "../../tools/constellation/build.ts";
import { type WorkerOptions, workerOptions } from "../../tools/constellation/worker-options.ts";
import { freePort } from "../../tools/local/free-port.ts";
import { ROOT } from "../../tools/run-command.ts";
import type { Bindings } from "./next-copies.ts";

/** Starts the built storefront in a workerd of its own, with one process and no proxy in front. Gives its port. */
export async function startAlone(
  bindings: Bindings,
): Promise<{ port: number; stop(): Promise<void> }> {
  const [built] = await builtHere("web");
  if (!built) throw new Error("the storefront was not built");
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
