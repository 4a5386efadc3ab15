/** The shapes of failure on the workerd that is pinned, and what is made of each. A new runtime is asked anew here. */
import { createServer, type Server } from "node:net";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { afterAll, beforeAll, expect, test } from "vitest";

const COMMON = { modules: true, compatibilityDate: "2026-10-20" } as const;

/** Fails in every way a Worker can. */
const CALLEE = `
import { WorkerEntrypoint } from "cloudflare:workers";
const named = (name) => Object.assign(new Error(name), { name });
const ways = {
  "throws an error": () => { throw new Error("plain"); },
  "throws a bug": () => { undefined.x; },
  "throws its own time limit": () => { throw new DOMException("late", "TimeoutError"); },
  "throws its own deadline": () => { throw named("DeadlineError"); },
  "says its store is away": () => { throw named("StoreAwayError"); },
  "lost its own connection": () => fetch("http://127.0.0.1:9/"),
  "answers slowly": () => scheduler.wait(3_000),
  "answers what cannot be cloned": () => Object.assign(Object.create(null), { a: 1 }),
};
export class Rpc extends WorkerEntrypoint {
  ask(way) { return ways[way](); }
  echo(value) { return value; }
}
export default { fetch: async (request) => {
  await ways[decodeURIComponent(new URL(request.url).pathname.slice(1))]();
  return new Response("well");
} };
`;

const CALLER = `
import { findingOf } from "./absence.js";
import { withDeadline } from "./deadline.js";
const WAYS = ["throws an error", "throws a bug", "throws its own time limit", "throws its own deadline",
  "says its store is away", "lost its own connection"];
const told = async (call) => {
  try { await call(); return "answered"; } catch (thrown) { return findingOf(thrown); }
};
export default { async fetch(_request, env) {
  const found = {};
  const rpc = (way) => env.RPC.ask(way);
  const web = (way, init) => env.WEB.fetch("http://callee/" + encodeURIComponent(way), init);
  for (const way of WAYS) {
    found["rpc " + way] = await told(() => rpc(way));
    found["fetch " + way] = await told(() => web(way));
  }
  found["rpc answers what cannot be cloned"] = await told(() => rpc("answers what cannot be cloned"));
  found["rpc answers slowly"] = await told(() => withDeadline(rpc("answers slowly"), 50));
  found["fetch answers slowly"] = await told(() => web("answers slowly", { signal: AbortSignal.timeout(50) }));
  const aborter = new AbortController();
  setTimeout(() => aborter.abort(), 50);
  found["fetch aborted by its caller"] = await told(() => web("answers slowly", { signal: aborter.signal }));
  found["rpc has no such method"] = await told(() => env.RPC.nothing());
  found["rpc input without prototype"] = await told(() => env.RPC.echo(Object.create(null)));
  found["rpc input of a class"] = await told(() => env.RPC.echo(new (class Foo {})()));
  found["rpc input with a symbol"] = await told(() => env.RPC.echo({ a: Symbol("s") }));
  found["rpc input over 32 MiB"] = await told(() => env.RPC.echo(new Uint8Array(33 * 1024 * 1024)));
  found["fetch with a bad header"] = await told(() => web("throws a bug", { headers: { "a b": "c" } }));
  found["nobody listens"] = await told(() => env.GONE.fetch("http://callee/"));
  found["it dies while asked"] = await told(() => env.DYING.fetch("http://callee/"));
  return Response.json(found);
} };
`;

let miniflare: Miniflare;
let dying: Server;

beforeAll(async () => {
  dying = createServer((socket) =>
    socket.on("error", () => undefined).once("data", () => socket.destroy()),
  );
  await new Promise<void>((resolve) => dying.listen(0, "127.0.0.1", resolve));
  const address = dying.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const kit = await Promise.all(
    ["absence", "deadline"].map(async (name) => {
      const entryPoints = [new URL(`../src/${name}.ts`, import.meta.url).pathname];
      const built = await build({ entryPoints, format: "esm", write: false });
      return {
        type: "ESModule",
        path: `${name}.js`,
        contents: built.outputFiles[0]?.text,
      } as const;
    }),
  );
  const external = (at: string) => ({ external: { address: at, http: {} } });
  miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          ...COMMON,
          name: "caller",
          modules: [{ type: "ESModule", path: "caller.js", contents: CALLER }, ...kit] as never,
          serviceBindings: {
            WEB: "callee",
            RPC: { name: "callee", entrypoint: "Rpc" },
            GONE: external("127.0.0.1:9"),
            DYING: external(`127.0.0.1:${port}`),
          },
        },
        { ...COMMON, name: "callee", script: CALLEE },
      ],
      log: new Log(LogLevel.NONE),
      logRequests: false,
      handleStructuredLogs: () => undefined,
    }),
  );
  await miniflare.ready;
});
afterAll(async () => {
  await miniflare?.dispose();
  dying?.close();
});

test("each way a call fails on workerd is judged", async () => {
  const answer = await miniflare.dispatchFetch("http://caller/");
  expect(await answer.json()).toEqual({
    "rpc throws an error": "present",
    "fetch throws an error": "present",
    "rpc throws a bug": "present",
    "fetch throws a bug": "present",
    "rpc throws its own time limit": "present",
    "fetch throws its own time limit": "present",
    "rpc throws its own deadline": "present",
    "fetch throws its own deadline": "present",
    "rpc says its store is away": "absent",
    "fetch says its store is away": "absent",
    "rpc lost its own connection": "absent",
    "fetch lost its own connection": "absent",
    "rpc answers what cannot be cloned": "present",
    "rpc answers slowly": "absent",
    "fetch answers slowly": "absent",
    "fetch aborted by its caller": "untold",
    "rpc has no such method": "present",
    "rpc input without prototype": "untold",
    "rpc input of a class": "untold",
    "rpc input with a symbol": "untold",
    "rpc input over 32 MiB": "untold",
    "fetch with a bad header": "untold",
    "nobody listens": "absent",
    "it dies while asked": "absent",
  });
});
