/** How fast the image CDN is, hit and miss, next to what a shop would use instead: `npm run bench -- images`. */
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { PATHS } from "../../tools/paths.ts";
import { psnr } from "../../workers/image-resizer/test/pictures.ts";
import { load, type Measured } from "../gateway/load.ts";
import { pipelineAlone, sharpAlone } from "./alone.ts";
import { type Peer, type Size, startIpx, startNext, startOurs } from "./peers.ts";
import { makeSources, type Source } from "./sources.ts";
import { type Steady, steady } from "./steady.ts";

/** Misses that count, of each source, size and peer; the first one warms the codec and does not. */
const MISSES = Number(process.env.BENCH_MISSES ?? 7);
const HIT_ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const HIT_MS = 2_500;
const COLD = 3;
/** Well below what any peer can do. */
const STEADY_PER_SECOND = 1_000;
const SIZES: Size[] = ["120", "640"];
const folder = join(PATHS.cache, "bench-images");

const sources = await makeSources(join(folder, "sources"));
const copies = (MISSES + 1) * SIZES.length;
const coldTimes = await cold(sources);
const [ours, next, ipx] = [
  await startOurs(),
  await startNext(sources, copies),
  await startIpx(sources, copies),
];
const peers = [ours, next, ...(ipx ? [ipx] : []), pipelineAlone(), sharpAlone()];
try {
  print(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}, sharp ${sharp.versions.sharp}\n`,
  );
  await hits(peers);
  await misses(peers);
  print(
    `\n**Cold isolate** (${COLD} fresh processes of workerd, time of the first request, milliseconds): ${coldTimes.join(", ")}`,
  );
} finally {
  for (const peer of peers) await peer.stop();
}

async function hits(peers: readonly Peer[]): Promise<void> {
  const source = sources[1] as Source;
  const rows = new Map<Peer, Measured[]>();
  const calm = new Map<Peer, Steady[]>();
  const sizes = new Map<Peer, number>();
  for (let round = 0; round < HIT_ROUNDS; round++) {
    for (const peer of round % 2 ? peers.toReversed() : peers) {
      // ipx keeps nothing, so it has no hits.
      if (peer.port === null || peer.name === "ipx") continue;
      const path = await peer.hitPath(source);
      const body = await fetch(`http://127.0.0.1:${peer.port}${path}`, {
        headers: { accept: "image/webp" },
      });
      sizes.set(peer, (await body.arrayBuffer()).byteLength);
      const request = () => `GET ${path} HTTP/1.1\r\nHost: x\r\nAccept: image/webp\r\n\r\n`;
      const { port } = peer;
      await load({ port, request, connections: 8, forMs: 500 });
      calm.set(peer, [
        ...(calm.get(peer) ?? []),
        await steady(port, path, STEADY_PER_SECOND, HIT_MS),
      ]);
      rows.set(peer, [
        ...(rows.get(peer) ?? []),
        await load({ port, request, connections: 8, forMs: HIT_MS }),
      ]);
    }
  }
  print(
    `**Hits**: one picture 120 wide, 8 connections that stay open, ${HIT_ROUNDS} rounds of ${HIT_MS / 1000} s, medians\n`,
  );
  print(
    `| | requests/s | p50 ms | p99 ms | p50, p99 at ${STEADY_PER_SECOND}/s | bytes | failures |\n|---|---|---|---|---|---|---|`,
  );
  for (const [peer, runs] of rows) {
    const of = (read: (run: Measured) => number) => median(runs.map(read));
    const slow = calm.get(peer) ?? [];
    const failures = [...runs, ...slow].reduce((sum, run) => sum + run.failures, 0);
    const cells = [
      of((run) => run.perSecond).toFixed(0),
      of((run) => run.p50).toFixed(2),
      of((run) => run.p99).toFixed(2),
      `${median(slow.map(({ p50 }) => p50)).toFixed(2)}, ${median(slow.map(({ p99 }) => p99)).toFixed(2)}`,
      sizes.get(peer),
      failures,
    ];
    print(`| ${peer.name} | ${cells.join(" | ")} |`);
  }
}

interface Miss {
  wall: number[];
  cpu: number;
  bytes: number;
  psnr: number;
}

async function misses(peers: readonly Peer[]): Promise<void> {
  print(
    `\n**Misses**: one after the other, ${MISSES} of each, each of another file. Milliseconds of the processor (and p50, p99 of the time until the answer was there), bytes, PSNR against what sharp makes at the same settings\n`,
  );
  print(
    `| source → WebP | ${peers.map(({ name }) => name).join(" | ")} | pipeline ÷ sharp |\n|---|${"---|".repeat(peers.length + 1)}`,
  );
  for (const source of sources) {
    for (const peer of peers) await peer.prepare?.(source, copies);
    for (const size of SIZES) {
      const measured: Miss[] = [];
      for (const peer of peers) measured.push(await missesOf(peer, source, size));
      const cells = measured.map(({ wall, cpu, bytes, psnr }) => {
        wall.sort((a, b) => a - b);
        return `**${cpu.toFixed(0)}** (${median(wall).toFixed(0)}, ${(wall.at(-1) ?? 0).toFixed(0)}) · ${bytes} B · ${psnr.toFixed(1)} dB`;
      });
      const ratio = (measured.at(-2)?.cpu ?? 0) / (measured.at(-1)?.cpu ?? 1);
      print(`| ${source.what} → ${size} | ${cells.join(" | ")} | ${ratio.toFixed(2)} |`);
    }
  }
}

async function missesOf(peer: Peer, source: Source, size: Size): Promise<Miss> {
  const first = SIZES.indexOf(size) * (MISSES + 1);
  let body = await peer.miss(source, size, first);
  const wall: number[] = [];
  const cpu = peer.cpu() ?? Number.NaN;
  for (let n = first + 1; n <= first + MISSES; n++) {
    const begun = performance.now();
    body = await peer.miss(source, size, n);
    wall.push(performance.now() - begun);
  }
  return {
    wall,
    cpu: ((peer.cpu() ?? Number.NaN) - cpu) / MISSES,
    bytes: body.length,
    psnr: await quality(source, body),
  };
}

/** Against what sharp makes of the same source at the same size and quality. */
async function quality(source: Source, made: Buffer): Promise<number> {
  const { data, info } = await sharp(made)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const size =
    info.width === info.height ? { width: info.width, height: info.height } : { width: info.width };
  const wanted = await sharp(source.bytes).resize(size).webp({ quality: 75 }).toBuffer();
  return psnr(data, await sharp(wanted).removeAlpha().raw().toBuffer());
}

/** The first request of a fresh process: start-up, codec and picture together. */
async function cold(sources: readonly Source[]): Promise<string[]> {
  const times: string[] = [];
  for (let process = 0; process < COLD; process++) {
    const peer = await startOurs();
    await peer.prepare?.(sources[1] as Source, 1);
    const begun = performance.now();
    await peer.miss(sources[1] as Source, "120", 0);
    times.push((performance.now() - begun).toFixed(0));
    await peer.stop();
  }
  return times;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
