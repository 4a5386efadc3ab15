/** A workerd that dies: on purpose it comes back on the same port with an empty memory, otherwise it ends everything. */
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { expect, test } from "vitest";
import { quietly } from "../constellation.ts";
import { freePort } from "../local/free-port.ts";
import { watchRuntime } from "./runtime.ts";

const COUNTER = "let calls = 0; export default { fetch: () => new Response(String(++calls)) };";

test("orders 58: a crash on purpose loses memory alone; another death is fatal", async () => {
  const reasons: string[] = [];
  const runtime = await watchRuntime((reason) => reasons.push(reason));
  const port = await freePort();
  const miniflare = quietly(
    () =>
      new Miniflare(
        convertV4MiniflareOptions({
          workers: [
            {
              name: "counter",
              modules: true,
              script: COUNTER,
              compatibilityDate: "2026-10-20",
              unsafeDirectSockets: [{ host: "127.0.0.1", port }],
            },
          ],
          cf: false,
          log: new Log(LogLevel.NONE),
          unsafeHandleRuntimeRestart: runtime.restarted,
        }),
      ),
  );
  try {
    await miniflare.ready;
    await runtime.seen();
    const ask = async () => (await fetch(`http://127.0.0.1:${port}/`)).text();
    expect([await ask(), await ask()]).toEqual(["1", "2"]);
    await runtime.crash();
    expect(await ask()).toBe("1");
    await runtime.crash();
    expect(await ask()).toBe("1");
    expect(reasons).toEqual([]);
    process.kill(runtime.pid() ?? 0, "SIGKILL");
    await expect.poll(() => reasons.length).toBe(1);
  } finally {
    await miniflare.dispose();
  }
});
