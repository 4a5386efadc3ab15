import { createServer } from "node:net";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { freePort } from "./free-port.ts";
import { LOOPBACK } from "./loopback.ts";

/** The first range that a system hands out itself (Linux). */
const EPHEMERAL_FIRST = 32_768;
const MODULE = new URL("./free-port.ts", import.meta.url).href;

/** Asks for 20 ports in a thread of its own, as a second test process would. */
function inThread(): Promise<number[]> {
  const code = `
    const { parentPort } = require("node:worker_threads");
    import(${JSON.stringify(MODULE)}).then(async ({ freePort }) => {
      const ports = [];
      for (let n = 0; n < 20; n++) ports.push(await freePort());
      parentPort.postMessage(ports);
    });`;
  return new Promise((resolve, reject) => {
    const worker = new Worker(code, { eval: true });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

describe("free ports", () => {
  test("a port that was asked for is returned as it is", async () => {
    expect(await freePort(8787)).toBe(8787);
  });

  test("no port is found twice, by one thread or by several at once, and the system hands out none of them", async () => {
    const found = (await Promise.all([inThread(), inThread(), inThread()])).flat();
    expect(new Set(found).size).toBe(60);
    expect(found.filter((port) => port >= EPHEMERAL_FIRST)).toEqual([]);
  });

  test("a port that is taken is passed over", async () => {
    const first = await freePort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(first + 1, LOOPBACK, resolve));
    expect(await freePort()).not.toBe(first + 1);
    await new Promise((resolve) => server.close(resolve));
  });
});
