/** Eight connections that place as fast as answers come, next to a Worker that only inserts one row; then eight that confirm. */
import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Temporary } from "../../tests/raise-temporary.ts";
import { type Load, load, type Measured } from "../gateway/load.ts";
import { startBaseline } from "./baseline.ts";
import { nextAddress, orderOf, place, type Ready, toReturn } from "./shop.ts";

const ROUNDS = 3;
const CONNECTIONS = 8;
const FOR_MS = 5_000;
const WARM_MS = 2_000;
const CONFIRMED = 160;

/** Prints rates, times and ratios. */
export async function rates(up: Temporary, database: pg.Pool, sku: string): Promise<void> {
  const baseline = await startBaseline(up, database);
  const api = Number(new URL(up.urls.api).port);
  const order = () => post("/api/orders", orderOf(sku));
  const run = (port: number, more: Partial<Load> = {}) =>
    load({ port, request: order, connections: CONNECTIONS, forMs: FOR_MS, ...more });
  const inserts: Measured[] = [];
  const places: Measured[] = [];
  try {
    for (const port of [baseline.port, api]) await run(port, { forMs: WARM_MS });
    for (let round = 0; round < ROUNDS; round++) {
      inserts.push(await run(baseline.port));
      places.push(await run(api));
    }
  } finally {
    await baseline.stop();
  }
  const confirms = await confirming(up, sku, api);
  console.log(`\n| ${CONNECTIONS} connections | n | per second | p50 ms | p95 ms | not 2xx |`);
  console.log("|---|---|---|---|---|---|");
  const insert = median(inserts);
  const placed = median(places);
  for (const each of inserts) show("insert one row", each);
  for (const each of places) show("place", each);
  show("confirm", confirms);
  console.log(
    `\nplace / insert, medians of ${ROUNDS} rounds: rate ${(placed.perSecond / insert.perSecond).toFixed(3)}, ` +
      `p95 ${(placed.p95 / insert.p95).toFixed(2)}`,
  );
}

/** Confirms so many payments whose shoppers have been at the payment page. */
async function confirming(up: Temporary, sku: string, port: number): Promise<Measured> {
  const ready: Ready[] = [];
  const lane = async () => {
    while (ready.length < CONFIRMED) ready.push(await toReturn(up, await place(up, sku)));
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  const count = ready.length;
  const request = () => {
    const next = ready.pop();
    if (!next) throw new Error("there is no payment left to confirm");
    return post(next.path, next.proof);
  };
  return load({ port, request, connections: CONNECTIONS, forMs: 60_000, requestsMax: count });
}

function post(path: string, body: unknown): string {
  const text = JSON.stringify(body);
  return [
    `POST ${path} HTTP/1.1`,
    ...["Host: api.example", "Content-Type: application/json"],
    `CF-Connecting-IP: ${nextAddress()}`,
    `Idempotency-Key: ${randomUUID()}`,
    `Content-Length: ${Buffer.byteLength(text)}`,
    `\r\n${text}`,
  ].join("\r\n");
}

function median(all: readonly Measured[]): Measured {
  const sorted = all.toSorted((one, other) => one.perSecond - other.perSecond);
  return sorted[Math.floor(sorted.length / 2)] as Measured;
}

function show(name: string, { requests, perSecond, p50, p95, failures }: Measured): void {
  const figures = [requests, perSecond.toFixed(1), p50.toFixed(1), p95.toFixed(1), failures];
  console.log(`| ${[name, ...figures].join(" | ")} |`);
}
