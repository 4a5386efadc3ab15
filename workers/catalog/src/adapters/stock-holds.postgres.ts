/** Stock that is promised to orders, in PostgreSQL: each verb is one function of migration 0011, which locks and then looks again. */
import type { HeldLine } from "@edgemart/contracts/stock-hold";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Done, StockHolds } from "../ports/stock-holds.ts";
import { holdReads } from "./stock-hold-reads.ts";

const Lines = z.array(z.object({ sku: z.string(), available: z.int() }));
const AS_IS = [
  z.object({ state: z.literal("held"), expiresAt: Instant }),
  z.object({ state: z.enum(["pinned", "committed", "released"]) }),
] as const;
const AsIs = z.union(AS_IS);
const Held = z.union([
  ...AS_IS,
  z.object({ state: z.literal("short"), lines: Lines }),
  z.object({ state: z.literal("mismatched") }),
]);
const Stale = z.object({ state: z.literal("stale") });
const Pinned = z.union([...AS_IS, z.object({ state: z.literal("lost"), lines: Lines }), Stale]);
const Unpinned = z.union([...AS_IS, Stale]);
const Restocked = z.union([
  ...AS_IS,
  z.object({ state: z.literal("restocked"), gone: z.array(z.string()) }),
  z.object({ state: z.literal("too_much") }),
]);
const OnHandPage = z.object({ last: z.string().nullable(), broken: z.array(z.string()) });
const Flip = z.object({ hasFlipped: z.boolean().default(false) });

/** Makes the store of holds. A verb that met another one at its locks is sent again, three times. */
export function postgresHolds(db: Database): StockHolds {
  const verb = <T extends z.ZodType>(call: SQL, answer: T) => done(db, call, answer);
  return {
    ...holdReads(db),
    hold: (id, lines, ttlSeconds, reference, replaces) =>
      verb(
        sql`catalog.hold_stock(${id}, ${json(lines)}, ${ttlSeconds}::int, ${reference}, ${replaces})`,
        Held,
      ),
    pin: ({ holdId, attempt }) => verb(sql`catalog.pin_hold(${holdId}, ${attempt}::int)`, Pinned),
    unpin: ({ holdId, attempt }, ttlSeconds) =>
      verb(sql`catalog.unpin_hold(${holdId}, ${attempt}::int, ${ttlSeconds}::int)`, Unpinned),
    commit: (holdId) => verb(sql`catalog.commit_hold(${holdId})`, AsIs),
    release: (holdId) => verb(sql`catalog.release_hold(${holdId})`, AsIs),
    restock: (restockId, holdId, lines) =>
      verb(sql`catalog.restock_hold(${restockId}, ${holdId}, ${json(lines)})`, Restocked),
    async uncountExpired(linesMax) {
      const call = sql`catalog.uncount_expired(${linesMax}::int)`;
      const { answer, hasFlipped } = await verb(call, z.object({ lines: z.int() }));
      return { answer: answer.lines, hasFlipped };
    },
    brokenReservations: () =>
      run(
        db,
        sql`select law, subject from catalog.broken_reservations()`,
        z.object({ law: z.string(), subject: z.string() }),
      ),
    async brokenOnHand(after, skusMax) {
      const [row] = await run(
        db,
        sql`select catalog.broken_on_hand(${after}, ${skusMax}::int) as page`,
        z.object({ page: OnHandPage }),
      );
      return row?.page ?? { last: null, broken: [] };
    },
  };
}

async function done<T extends z.ZodType>(
  db: Database,
  call: SQL,
  answer: T,
): Promise<Done<z.output<T>>> {
  // As JSON twice: what the answer is, and whether a product's availability changed.
  const Row = z.object({ done: z.intersection(z.object({}).loose(), Flip) });
  const [row] = await runContended(db, sql`select ${call} as done`, Row);
  if (!row) throw new Error("a function that must answer answered no row");
  return { answer: answer.parse(row.done), hasFlipped: row.done.hasFlipped };
}

function json(lines: readonly HeldLine[]): SQL {
  return sql`${JSON.stringify(lines)}::jsonb`;
}
