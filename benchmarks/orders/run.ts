/** `npm run bench -- orders`: what placing, beginning to pay and confirming cost, and what 1 000 buyers of 100 units come to. */
import { randomUUID } from "node:crypto";
import { cpus, loadavg } from "node:os";
import pg from "pg";
import { raiseTemporary, type Temporary } from "../../tests/raise-temporary.ts";
import { type SentBack, shopAtGateway } from "../../tools/local/payment-gateway/shopper.ts";
import { spreadOf } from "../auth/figures.ts";

const ROUNDS = 60;
const WARM = 5;
const BUYERS = 1_000;
const UNITS = 100;

/** Statements by role since the last look. */
let statements: Record<string, number> = {};

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of several shapes
  body: any;
  ms: number;
}

let guests = 0;

/** Asks from an address prefix of its own: limits of one caller are not the question. */
async function ask(up: Temporary, path: string, body: unknown, token?: string): Promise<Answer> {
  guests += 1;
  const begun = performance.now();
  const answer = await fetch(`${up.urls.api}${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "cf-connecting-ip": `2001:db8:${(guests >> 16).toString(16)}:${(guests & 65535).toString(16)}::1`,
      ...(token !== undefined && { "x-order-token": token }),
    },
    body: JSON.stringify(body),
  });
  const read = await answer.json().catch(() => null);
  return { status: answer.status, body: read, ms: performance.now() - begun };
}

const place = (up: Temporary, sku: string) =>
  ask(up, "/api/orders", {
    items: [{ sku, quantity: 1 }],
    contact: { name: "Mina Kim", email: `${randomUUID()}@example.com`, phone: null },
    shippingAddress: {
      ...{ recipient: "Mina Kim", phone: "010-1234-5678", country: "KR", postcode: "04524" },
      line1: "Sejong-daero 110",
    },
  });

/** What the way back from the payment page says, as verifying takes it. */
function proofOf({ paymentKey, orderId, amount }: SentBack) {
  return { paymentKey, orderId, amount: Number(amount) };
}

async function pay(up: Temporary, placed: Answer): Promise<Answer[]> {
  const { id: orderId, token } = placed.body;
  const begun = await ask(up, "/api/payments", { orderId }, token);
  const back = await shopAtGateway(begun.body.next.url);
  return [begun, await ask(up, `/api/payments/${begun.body.id}/verify`, proofOf(back))];
}

async function main(): Promise<void> {
  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores; load ${load} at the beginning\n`,
  );
  const up = await raiseTemporary("bench-orders", {
    databaseTap: async ({ role }) => {
      statements[role] = (statements[role] ?? 0) + 1;
      return async () => true;
    },
  });
  const database = new pg.Pool({ connectionString: up.stores.adminUrl, max: 2 });
  try {
    const [many, few] = await stocked(database);
    await oneByOne(up, many);
    await crowd(up, database, few);
  } finally {
    await database.end();
    await up.stop();
  }
}

/** One purchase after the other. */
async function oneByOne(up: Temporary, sku: string): Promise<void> {
  const ms: Record<string, number[]> = { place: [], begin: [], confirm: [], health: [] };
  const counts: Record<string, string> = {};
  const counted = async <T>(name: string, work: () => Promise<T>) => {
    statements = {};
    const done = await work();
    counts[name] = Object.entries(statements)
      .map(([role, n]) => `${role.slice("edgemart_".length)} ${n}`)
      .sort()
      .join(", ");
    return done;
  };
  for (let round = -WARM; round < ROUNDS; round++) {
    const note = (name: string, answer: { ms: number }) => round >= 0 && ms[name]?.push(answer.ms);
    const begunAt = performance.now();
    await fetch(`${up.urls.api}/health`);
    note("health", { ms: performance.now() - begunAt });
    const placed = await counted("place", () => place(up, sku));
    note("place", placed);
    const { id: orderId, token } = placed.body;
    const begun = await counted("begin", () => ask(up, "/api/payments", { orderId }, token));
    note("begin", begun);
    const back = await shopAtGateway(begun.body.next.url);
    const path = `/api/payments/${begun.body.id}/verify`;
    note("confirm", await counted("confirm", () => ask(up, path, proofOf(back))));
  }
  const least = spreadOf(ms.health ?? []).p50;
  console.log(
    "| one at a time | n | p50 ms | p95 ms | p50 / health | statements before the answer |",
  );
  console.log("|---|---|---|---|---|---|");
  for (const [name, all] of Object.entries(ms)) {
    const { p50, p95 } = spreadOf(all);
    const ratio = (p50 / least).toFixed(1);
    console.log(
      `| ${name} | ${all.length} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${ratio} | ${counts[name] ?? ""} |`,
    );
  }
}

/** Everyone at once. */
async function crowd(up: Temporary, database: pg.Pool, sku: string): Promise<void> {
  const begun = performance.now();
  const placed = await Promise.all(Array.from({ length: BUYERS }, () => place(up, sku)));
  const seconds = (performance.now() - begun) / 1000;
  const made = placed.filter(({ status }) => status === 201);
  const payingAt = performance.now();
  const paid = await Promise.all(made.map((each) => pay(up, each)));
  const payingSeconds = (performance.now() - payingAt) / 1000;
  const { rows } = await database.query(
    "SELECT on_hand, reserved FROM catalog.stock_level WHERE sku = $1",
    [sku],
  );
  console.log(
    `\n${BUYERS} buyers of ${UNITS} units at once: ${tally(placed)} in ${seconds.toFixed(1)} s`,
  );
  const confirmed = paid.map(([, verified]) => verified as Answer);
  console.log(
    `the ${made.length} of them pay at once: ${tally(confirmed)} in ${payingSeconds.toFixed(1)} s; ` +
      `on hand ${rows[0]?.on_hand}, reserved ${rows[0]?.reserved}`,
  );
}

function tally(answers: readonly Answer[]): string {
  const by = Object.groupBy(answers, ({ status }) => String(status));
  return Object.entries(by)
    .map(([status, all]) => `${all?.length} × ${status}`)
    .join(", ");
}

/** Receives much of one SKU, and makes the other have so many units. @returns both */
async function stocked(database: pg.Pool): Promise<[string, string]> {
  const { rows } = await database.query<{ sku: string }>(
    `SELECT v.sku FROM catalog.variant v JOIN catalog.product p ON p.id = v.product_id AND p.status = 'active'
       JOIN catalog.stock_level s ON s.sku = v.sku AND s.reserved = 0 AND s.on_hand < ${UNITS}
      WHERE v.currency = 'KRW' AND v.price_minor BETWEEN 1000 AND 40000 ORDER BY v.sku LIMIT 2`,
  );
  const [many = "", few = ""] = rows.map(({ sku }) => sku);
  for (const [sku, units] of [
    [many, 100_000],
    [few, UNITS],
  ] as const) {
    await database.query(
      `WITH moved AS (INSERT INTO catalog.stock_movement (sku, delta, reason, reference, principal)
         SELECT sku, $2 - on_hand, 'received', $3, 'benchmark' FROM catalog.stock_level WHERE sku = $1)
       UPDATE catalog.stock_level SET on_hand = $2 WHERE sku = $1`,
      [sku, units, randomUUID()],
    );
  }
  return [many, few];
}

await main();
