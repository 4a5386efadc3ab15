/** `npm run bench -- web`: pages of the storefront from workerd next to `next start`, kept and rendered. */
import { cpus, loadavg, totalmem } from "node:os";
import { raiseTemporary } from "../../tests/raise-temporary.ts";
import { cpuMs } from "../gateway/cpu.ts";
import { load } from "../gateway/load.ts";
import { startAlone } from "./alone.ts";
import { type Bindings, startKeeping, startRendering } from "./next-copies.ts";

const CONNECTIONS = 8;
const FOR_MS = 4_000;
/** Turns of each server at each page, in alternation: what disturbs one turn disturbs its neighbour. */
const TURNS = 3;
/** The same for everyone, so both may keep them. */
const KEPT = ["/ko", "/ko/terms", "/ko/products"];
/** Depend on who asks: both render them for every request. */
const RENDERED = ["/ko/cart", "/ko/login"];

interface Server {
  name: string;
  port: number;
  /** Processor time so far in milliseconds; null where the system does not tell. */
  cpu(): number | null;
}

interface Row {
  perSecond: number;
  p50: number;
  p99: number;
  failures: number;
  /** Processor time of a request, in microseconds. */
  cost: number | null;
}

async function turn(server: Server, path: string): Promise<Row> {
  const request = () => `GET ${path} HTTP/1.1\r\nHost: localhost:${server.port}\r\n\r\n`;
  const { port } = server;
  await load({ port, request, connections: CONNECTIONS, forMs: 1_000 });
  const before = server.cpu();
  const measured = await load({ port, request, connections: CONNECTIONS, forMs: FOR_MS });
  const after = server.cpu();
  const cost =
    before === null || after === null ? null : ((after - before) * 1000) / measured.requests;
  return { ...measured, cost };
}

/** Middle of the turns by rate. */
function middle(rows: Row[]): Row {
  const sorted = rows.toSorted((a, b) => a.perSecond - b.perSecond);
  const row = sorted[sorted.length >> 1];
  if (!row) throw new Error("no turn");
  return row;
}

/** @param servers the last one is what the others are divided by */
async function compare(path: string, servers: Server[]): Promise<void> {
  const bytes = [];
  for (const { name, port } of servers) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    const text = await answer.text();
    if (answer.status !== 200 || !text.includes("</html>")) {
      throw new Error(`${name}: ${path} answered ${answer.status}`);
    }
    bytes.push(Buffer.byteLength(text));
  }
  const turns = servers.map((): Row[] => []);
  for (let i = 0; i < TURNS; i += 1) {
    for (const [n, server] of servers.entries()) turns[n]?.push(await turn(server, path));
  }
  const medians = turns.map(middle);
  const yardstick = medians.at(-1)?.perSecond ?? 1;
  for (const [i, { name }] of servers.entries()) {
    const row = medians[i];
    if (!row) continue;
    const cells = [
      path,
      name,
      `${Math.round((bytes[i] ?? 0) / 1000)} kB`,
      Math.round(row.perSecond),
      row.p50.toFixed(2),
      row.p99.toFixed(2),
      row.cost === null ? "?" : Math.round(row.cost),
      row.failures,
      (row.perSecond / yardstick).toFixed(2),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
}

async function main(): Promise<void> {
  const up = await raiseTemporary("bench-web", {
    // A page is kept for the entire run: what is measured is the page, not its renewal.
    vars: { web: { PAGE_FRESH_SECONDS: "3600" } },
    isThrowaway: false,
    onProgress: (line) => console.error(line),
    onFatal: (reason) => console.error(reason),
  });
  const peers: { stop(): Promise<void> }[] = [up];
  try {
    const given: Record<string, unknown> = await up.miniflare.getBindings("edgemart-web");
    const vars = Object.entries(given).filter(([, value]) => typeof value !== "object");
    const bindings: Bindings = {
      vars: Object.fromEntries(vars.map(([name, value]) => [name, String(value)])),
      gateway: up.urls.api,
    };
    console.error("building the storefront a second time, as pages Next keeps");
    const keeping = await startKeeping(bindings);
    peers.unshift(keeping);
    const rendering = await startRendering(bindings);
    peers.unshift(rendering);
    const alone = await startAlone(bindings);
    peers.unshift(alone);
    const cpu = () => cpuMs(process.pid, "workerd");
    const ours = [
      { name: "workerd, as `npm start` serves it", port: up.ports.web, cpu },
      { name: "workerd, the Worker alone", port: alone.port, cpu },
    ];
    const next = ({ port, pid }: typeof keeping) => ({
      name: "`next start`",
      port,
      cpu: () => cpuMs(pid, null),
    });
    const memory = Math.round(totalmem() / 2 ** 30);
    console.log(
      `${cpus().length} × ${cpus()[0]?.model}, ${memory} GiB, load ${loadavg()[0]?.toFixed(1)}\n`,
    );
    console.log(
      "| page | server | body | requests/s | p50 ms | p99 ms | CPU µs | failures | ratio |",
    );
    console.log("|---|---|---|---|---|---|---|---|---|");
    for (const path of KEPT) await compare(path, [...ours, next(keeping)]);
    for (const path of RENDERED) await compare(path, [...ours, next(rendering)]);
  } finally {
    for (const peer of peers) await peer.stop();
  }
}

await main();
