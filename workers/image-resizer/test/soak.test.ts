import { execFileSync } from "node:child_process";
import { picturePath } from "@edgemart/contracts/images";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scene } from "./pictures.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

const REQUESTS = process.env.EDGEMART_FULL === "1" ? 10_000 : 240;
let worker: RunningWorker;
const ids: string[] = [];
beforeAll(async () => {
  worker = await startWorker();
  const base = sharp(await scene(500, 400));
  const sources = await Promise.all([
    base.clone().jpeg().toBuffer(),
    base.clone().jpeg({ progressive: true }).toBuffer(),
    base.clone().png().toBuffer(),
    base.clone().webp().toBuffer(),
    base.clone().webp({ lossless: true }).toBuffer(),
    base.clone().gif().toBuffer(),
    base.clone().toColourspace("cmyk").jpeg().toBuffer(),
    base.clone().withIccProfile("p3").jpeg().toBuffer(),
    (await base.clone().jpeg().toBuffer()).subarray(0, 3_000),
    Buffer.from("<svg/>"),
  ]);
  for (const source of sources) ids.push(await worker.store(source));
});
afterAll(() => worker.stop());

/** Resident memory of workerd in MiB, as the system counts it. */
function residentMebi(): number {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss=,args="], {
    encoding: "utf8",
  }).split("\n");
  const ours = rows
    .map((row) => row.trim().split(/\s+/))
    .find(
      ([, parent, , ...args]) =>
        Number(parent) === process.pid && args.join(" ").includes("workerd"),
    );
  return Number(ours?.[2]) / 1024;
}

/** A tenth of all are misses, the rest hits, refusals and what does not exist. */
async function round(from: number, to: number): Promise<Set<number>> {
  const statuses = new Set<number>();
  for (let at = from; at < to; at += 4) {
    const batch = [0, 1, 2, 3].map(async (lane) => {
      const n = at + lane;
      const isMiss = n % 10 === 0;
      const size = {
        w: isMiss ? 20 + (n % 400) : 30,
        h: isMiss ? 20 + ((n * 7) % 300) : 30,
        f: (["webp", "jpeg", "png"] as const)[n % 3],
      };
      const id = n % 50 === 49 ? "f".repeat(64) : (ids[n % ids.length] ?? "");
      const response = await worker.fetch(picturePath(id, size));
      statuses.add(response.status);
      await response.arrayBuffer();
    });
    await Promise.all(batch);
  }
  return statuses;
}

test(`images 67, 52: ${REQUESTS} mixed requests, and the memory of the Worker does not grow`, async () => {
  const statuses = await round(0, REQUESTS / 2);
  const half = residentMebi();
  for (const status of await round(REQUESTS / 2, REQUESTS)) statuses.add(status);
  expect([...statuses].sort()).toEqual([200, 404, 415, 422]);
  // The caches are full by the half; what remains is the allocator's own to and fro.
  expect(residentMebi() - half).toBeLessThan(60);
});
