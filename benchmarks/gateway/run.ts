/** What the gateway's policies cost: `npm run bench -- gateway`. One run, fresh processes, order reversed each round. */
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { cpus, loadavg, totalmem } from "node:os";
import { freePort } from "../../tools/local/free-port.ts";
import { type Minter, makeMinter } from "../../workers/gateway/test/tokens.ts";
import { coldTable } from "./cold.ts";
import { cpuMs } from "./cpu.ts";
import { type Load, load, type Measured } from "./load.ts";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const CONNECTIONS = 8;
const CALLERS = 20;
const WARM_MS = 1_000;
const READ_MS = 2_500;
const WRITE_MS = 1_500;
const VARIANTS: [name: string, what: string][] = [
  ["bare", "Hono proxy, nothing else"],
  ["logged", "the same with one log line"],
  ["routed", "request id, trace, route table, body limit, headers, circuit, deadline"],
  ["token", "+ token (Ed25519, remembered), rights"],
  ["session", "+ limits, key, revocation"],
  ["keys", "+ cache, idempotency"],
  ["metrics", "+ metrics"],
  ["origin", "+ CORS"],
  ["all", "+ one log line"],
  ["deployed", "**the gateway as deployed: all policies**"],
  ["node", "Node: fastify, http-proxy, jwt, ioredis"],
];

interface Round {
  read: Measured;
  /** Median of reads on one connection, in milliseconds. */
  aloneMs: number;
  /** Processor time of the server for one read, in microseconds. */
  readCpuMicros: number;
  write?: Measured;
  replay?: Measured;
  /** Trips to the store for each request of its kind. */
  trips: { read: number; write?: number; replay?: number };
}

async function measure(variant: string, order: object, minter: Minter): Promise<Round> {
  // Of this round's own: a token lives 295 s, and one caller may begin 600 keyed writes in a minute.
  const callers = Array.from({ length: CALLERS }, () => minter.mint({ role: "admin" }));
  const tokens = await Promise.all(callers);
  let turn = 0;
  const nextToken = () => tokens[turn++ % tokens.length];
  const child = fork(new URL("serve.ts", import.meta.url), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  try {
    child.send({ variant, ...order });
    const { port } = (await answer(child)) as { port: number };
    const trips = async () => {
      child.send("trips");
      return ((await answer(child)) as { trips: number }).trips;
    };
    const cpu = () => cpuMs(child.pid ?? 0, variant === "node" ? null : "workerd") ?? Number.NaN;
    const run = async (request: Load["request"], forMs: number, connections = CONNECTIONS) => {
      const [before, begun] = [await trips(), cpu()];
      const measured = await load({ port, request, connections, forMs });
      const cpuMicros = ((cpu() - begun) / measured.requests) * 1000;
      return { measured, trips: ((await trips()) - before) / measured.requests, cpuMicros };
    };
    const head = (token = tokens[0]) => `Host: api.example\r\nAuthorization: Bearer ${token}\r\n`;
    const get = `GET /api/members/me HTTP/1.1\r\n${head()}\r\n`;
    const post = (key: string, token?: string) =>
      `POST /api/members HTTP/1.1\r\n${head(token)}Idempotency-Key: ${key}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`;
    await run(() => get, WARM_MS);
    const alone = await run(() => get, WARM_MS, 1);
    const read = await run(() => get, READ_MS);
    const reads = {
      read: read.measured,
      aloneMs: alone.measured.p50,
      readCpuMicros: read.cpuMicros,
    };
    if (variant !== "deployed" && variant !== "node")
      return { ...reads, trips: { read: read.trips } };
    const write = await run(() => post(crypto.randomUUID(), nextToken()), WRITE_MS);
    const key = crypto.randomUUID();
    await load({ port, request: () => post(key), connections: 1, forMs: 50 });
    const replay = await run(() => post(key), WRITE_MS);
    return {
      ...reads,
      write: write.measured,
      replay: replay.measured,
      trips: { read: read.trips, write: write.trips, replay: replay.trips },
    };
  } finally {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (!ended) {
      child.disconnect();
      await once(child, "exit", { signal: AbortSignal.timeout(10_000) });
    }
  }
}

async function answer(child: ReturnType<typeof fork>): Promise<unknown> {
  const died = once(child, "exit").then(() => {
    throw new Error("the variant died; its reason stands above");
  });
  const signal = AbortSignal.timeout(60_000);
  const [message] = (await Promise.race([once(child, "message", { signal }), died])) as unknown[];
  return message;
}

async function main(): Promise<void> {
  const minter = await makeMinter();
  const token = await minter.mint({ role: "admin" });
  const port = await freePort();
  const redis = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    {
      stdio: "ignore",
    },
  );
  const order = { redisUrl: `redis://127.0.0.1:${port}`, jwk: minter.publicJwk };
  const rounds = new Map<string, Round[]>();
  let cold = "";
  try {
    await new Promise((resolve) => setTimeout(resolve, 500));
    cold = await coldTable(order, token);
    const names = VARIANTS.map(([name]) => name);
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of round % 2 ? names.toReversed() : names) {
        rounds.set(name, [...(rounds.get(name) ?? []), await measure(name, order, minter)]);
        console.error(`round ${round + 1}: ${name}`);
      }
    }
  } finally {
    redis.kill();
  }
  if (ROUNDS > 0) print(rounds);
  console.log(`\n${cold}`);
}

function print(rounds: Map<string, Round[]>): void {
  const of = (name: string, pick: (round: Round) => number | undefined) =>
    median((rounds.get(name) ?? []).map((round) => pick(round) ?? 0));
  const base = of("bare", ({ read }) => read.perSecond);
  const line = (
    name: string,
    what: string,
    pick: (round: Round) => Measured | undefined,
    trips: number,
    alone: string[] = ["", ""],
  ) => {
    const value = (key: keyof Measured) => of(name, (round) => pick(round)?.[key]);
    const share = `${((value("perSecond") / base) * 100).toFixed(0)} %`;
    const times = [value("p50"), value("p95"), value("p99")].map((ms) => ms.toFixed(2));
    return `| ${[what, value("requests"), value("perSecond").toFixed(0), share, ...times, ...alone, trips.toFixed(2), value("failures")].join(" | ")} |`;
  };
  const [cpu] = cpus();
  console.log(
    `${cpu?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; load ${loadavg()[0]?.toFixed(1)}; medians of ${ROUNDS} rounds, ${CONNECTIONS} connections\n`,
  );
  console.log(
    "| GET /api/members/me with a token | requests | per s | of bare | p50 ms | p95 ms | p99 ms | p50 ms alone | CPU µs | trips | failures |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|---|");
  for (const [name, what] of VARIANTS) {
    console.log(
      line(
        name,
        what,
        ({ read }) => read,
        of(name, ({ trips }) => trips.read),
        [
          of(name, ({ aloneMs }) => aloneMs).toFixed(2),
          of(name, ({ readCpuMicros }) => readCpuMicros).toFixed(0),
        ],
      ),
    );
  }
  for (const [name, what] of [
    ["deployed", "gateway"],
    ["node", "Node peer"],
  ] as const) {
    console.log(
      line(
        name,
        `POST, new key: ${what}`,
        ({ write }) => write,
        of(name, ({ trips }) => trips.write),
      ),
    );
    console.log(
      line(
        name,
        `POST, replay: ${what}`,
        ({ replay }) => replay,
        of(name, ({ trips }) => trips.replay),
      ),
    );
  }
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

await main();
