/** One built Worker in a real workerd, with a second one that asks its entrypoints. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { builtHere } from "../../tools/constellation/build.ts";

/** Passes `{entrypoint, method, args}` on to a binding of that name; an exception becomes 500 with its message. */
const CALLER = `export default { async fetch(request, env) {
  const { entrypoint, method, args } = await request.json();
  try {
    return Response.json({ answer: await env[entrypoint][method](...args) });
  } catch (thrown) {
    return Response.json({ thrown: String(thrown) }, { status: 500 });
  }
} }`;

/** A built Worker that runs on workerd. */
export interface WorkerUnderTest {
  /** Asks the default export, as the gateway's binding does. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Lets its clock strike; gives the outcome. */
  strike(): Promise<string>;
  /** Asks a method of an entrypoint over real RPC. */
  ask(entrypoint: string, method: string, ...args: unknown[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** Builds the Worker as a deployment would, and starts it with these bindings. */
export async function startWorkerd(
  worker: string,
  entrypoints: string[],
  bindings: Record<string, string | Record<string, never>>,
): Promise<WorkerUnderTest> {
  const [built] = await builtHere(worker);
  if (!built) throw new Error(`${worker} was not built`);
  const common = { compatibilityDate: "2026-10-20", compatibilityFlags: ["nodejs_compat"] };
  const services = entrypoints.map((entrypoint) => [entrypoint, { name: worker, entrypoint }]);
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      handleStructuredLogs: () => undefined,
      workers: [
        {
          ...common,
          name: "caller",
          modules: [{ type: "ESModule", path: "caller.js", contents: CALLER }],
          serviceBindings: Object.fromEntries(services),
        },
        {
          ...common,
          name: worker,
          modules: [
            {
              type: "ESModule",
              path: "index.js",
              contents: await readFile(join(built.directory, "index.js"), "utf8"),
            },
          ],
          bindings,
        },
      ],
    }),
  );
  await miniflare.ready;
  const door = await miniflare.getWorker(worker);
  const caller = await miniflare.getWorker("caller");
  return {
    // Miniflare's own Request and Response types are undici's: the same shapes under other names.
    fetch: (path, init) => door.fetch(`http://${worker}${path}`, init as never) as never,
    strike: async () => (await door.scheduled({ cron: "*/5 * * * *" })).outcome,
    async ask(entrypoint, method, ...asked) {
      const body = JSON.stringify({ entrypoint, method, args: asked });
      const response = await caller.fetch("http://caller/", { method: "POST", body });
      const { answer, thrown } = (await response.json()) as { answer?: unknown; thrown?: string };
      if (thrown !== undefined) throw new Error(thrown);
      return answer;
    },
    stop: () => miniflare.dispose(),
  };
}

/** A call context that is good for five seconds. */
export function testCall() {
  return {
    requestId: crypto.randomUUID(),
    traceparent: `00-${"1".repeat(32)}-${"2".repeat(16)}-01`,
    deadline: Date.now() + 5_000,
  };
}
