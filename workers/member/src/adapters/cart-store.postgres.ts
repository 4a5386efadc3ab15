/** Carts in PostgreSQL: one row for each member, replaced entirely by compare-and-set. */
import type { Cart } from "@edgemart/contracts/cart";
import type { CartLine } from "@edgemart/contracts/cart-lines";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { cart, member } from "../../db/schema.ts";
import type { CartRefusal, CartStore, Change, Write } from "../ports.ts";
import { attempt, claim, isUnused, recall } from "./keyed-effect.ts";

/** No bounds: a line that was once taken stays readable when a bound moves. */
const Line = z.object({
  sku: z.string(),
  quantity: z.int(),
  priceSeenMinor: z.int().nullable(),
});
const CartRow = z.object({ items: z.array(Line), version: z.int(), updated_at: Instant });

const NEVER_WRITTEN: Cart = { items: [], version: 1, updatedAt: null };

/** Makes the store of carts. */
export function postgresCarts(db: Database): CartStore {
  return {
    read: (memberId) => read(db, memberId),
    replace: (memberId, items, write) => replace(db, memberId, items, write),
  };
}

async function read(db: Database, memberId: string): Promise<Cart> {
  const [row] = await run(
    db,
    sql`select items, version, updated_at from ${cart} where member_id = ${memberId}`,
    CartRow,
  );
  return row ? cartOf(row) : NEVER_WRITTEN;
}

/**
 * The version is compared under the row's own lock, also by the first write: of two that begin a cart the second
 * meets the first one's row in `on conflict` and compares with it.
 */
async function replace(
  db: Database,
  memberId: string,
  items: readonly CartLine[],
  { key, match }: Write,
): Promise<Change<Cart, CartRefusal>> {
  const versions = match === "any" ? null : `{${match.join(",")}}`;
  const row = await attempt(
    db,
    sql`with changed as (
          insert into ${cart} as c (member_id, items, version)
          select m.id, ${JSON.stringify(items)}::jsonb, 2 from ${member} m
           where m.id = ${memberId} and m.deleted_at is null and m.status = 'active' and ${isUnused(key)}
             and (${versions}::int[] is null or 1 = any(${versions}::int[])
                  or exists (select from ${cart} e where e.member_id = m.id))
          on conflict (member_id) do update
             set items = excluded.items, version = c.version + 1, updated_at = now()
           where ${versions}::int[] is null or c.version = any(${versions}::int[])
          returning c.member_id, c.items, c.version, c.updated_at
        ), claimed as (${claim(key, sql`(select member_id, null::text as made_id from changed)`)})
        select items, version, updated_at from changed`,
    CartRow,
  );
  if (row) return { kind: "done", value: cartOf(row) };
  return explain(db, memberId, key);
}

/** Says why nothing changed, from the state after it did not. */
async function explain(
  db: Database,
  memberId: string,
  key: Write["key"],
): Promise<Change<Cart, CartRefusal>> {
  const before = await recall(db, key);
  if (before?.sameInput === false) return { kind: "key_reused" };
  const [active] = await run(
    db,
    sql`select id from ${member} where id = ${memberId} and deleted_at is null and status = 'active'`,
    z.object({ id: z.string() }),
  );
  if (!active) return { kind: "ended" };
  return before ? { kind: "done", value: await read(db, memberId) } : { kind: "stale" };
}

function cartOf(row: z.output<typeof CartRow>): Cart {
  return {
    items: row.items,
    version: row.version,
    updatedAt: row.updated_at,
  };
}
