/** `npm run bench -- points`: what one use of points costs, alone and 20 at once of one member, and what a long history costs. */
import { cpus, loadavg } from "node:os";
import { newId } from "@edgemart/worker-kit/ids";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { postgresPointReads } from "../../workers/payment/src/adapters/point-reads.postgres.ts";
import { give, type Ledger, openLedger } from "../../workers/payment/test/points/ledger.ts";

const ALONE = 200;
const AT_ONCE = 20;
const ROUNDS = 20;
const HISTORY = 100_000;
const READS = 200;

async function main(): Promise<void> {
  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores; load ${load} at the beginning\n`,
  );
  const ledger = await openLedger(AT_ONCE);
  try {
    console.log("| what | n | p50 ms | p95 ms |\n|---|---|---|---|");
    const member = newId("member");
    await give(ledger, member, 100_000_000, `bench-${member}`);
    await alone(ledger, member);
    const each: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const uses = Array.from({ length: AT_ONCE }, () => timed(() => use(ledger.pool, member)));
      each.push(...(await Promise.all(uses)));
    }
    console.log(row(`a use, ${AT_ONCE} at once of one member`, each));
    await history(ledger);
  } finally {
    await ledger.stop();
  }
}

/** One use by itself; and how much of it the member's account is locked: from the hold to the end of the commit. */
async function alone({ pool }: Ledger, member: string): Promise<void> {
  const all: number[] = [];
  const commits: number[] = [];
  const client = await pool.connect();
  try {
    for (let n = 0; n < ALONE; n++) {
      await client.query("begin");
      all.push(await timed(() => use(client, member)));
      commits.push(await timed(() => client.query("commit")));
    }
  } finally {
    client.release();
  }
  console.log(row("a use alone: its statement", all));
  console.log(row("a use alone: its commit, with the deferred checks", commits));
}

/** Pays an order with 100 points: one statement, as the Worker sends it. */
async function use(at: Pick<pg.Pool, "query">, member: string): Promise<void> {
  const attempt = {
    ...{ id: newId("payment"), purpose: "order", reference: newId("order"), member_id: member },
    ...{ attempt: 1, currency: "KRW", total_minor: 100, card_minor: 0, point_amount: 100 },
    ...{ gateway: "simulator", instrument: { kind: null }, page: {}, ready_seconds: 1_200 },
  };
  const { rows } = await at.query("select payment.open_attempt($1::jsonb, 'r') as answer", [
    JSON.stringify(attempt),
  ]);
  if (rows[0].answer.row.state !== "PAID") throw new Error("a use was not paid");
}

/** The first page of a history of 10^5 lines: the statement of the Worker's own adapter, over PostgreSQL's protocol. */
async function history({ own, pool }: Ledger): Promise<void> {
  const member = newId("member");
  await own(
    `set session_replication_role = replica;
     insert into payment.point_account (member_id, balance, seq) values ('${member}', ${HISTORY}, ${HISTORY});
     insert into payment.point_transfer (id, member_id, kind, state, amount, asked, reference_type, reference_id, settled_at)
     select 'grant:h' || n, '${member}', 'ADJUST', 'posted', 1, 1, 'MANUAL', 'h' || n, now()
       from generate_series(1, ${HISTORY}) as n;
     insert into payment.point_entry (transfer_id, account, amount, member_id, kind, seq, balance_after)
     select 'grant:h' || n, 'member', 1, '${member}', 'ADJUST', n, n from generate_series(1, ${HISTORY}) as n;
     reset session_replication_role;
     analyze payment.point_entry, payment.point_transfer`,
  );
  const reads: number[] = [];
  const db = drizzle({ client: pool });
  // Guarantee of the cast: both run a statement and give its rows.
  const { history: read } = postgresPointReads(db as never, 2_000_000);
  for (let n = 0; n < READS; n++) {
    const asked = { memberId: member, type: null, before: null, limit: 21 };
    reads.push(await timed(() => read(asked)));
  }
  console.log(row(`the first page of ${HISTORY} lines of history`, reads));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function row(name: string, ms: readonly number[]): string {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.ceil(sorted.length * part) - 1]?.toFixed(1);
  return `| ${name} | ${ms.length} | ${at(0.5)} | ${at(0.95)} |`;
}

await main();
