/** Stock in PostgreSQL: a level changes only in the statement that writes down why. */
import {
  STOCK_MAX,
  type StockHistory,
  StockLevel,
  StockMoved,
  StockMovement,
  type StockMovementInput,
} from "@edgemart/contracts/catalog-stock";
import type { Database } from "@edgemart/postgres/client";
import { isUniqueViolation } from "@edgemart/postgres/errors";
import { attempt } from "@edgemart/postgres/keyed-effect";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { SHOWN_STEPS } from "../core/shown-stock.ts";
import type { StockAdmin, StockMove, Write } from "../ports/administration.ts";
import { instant } from "./product-admin-reads.ts";
import { effectsOf, isUnused } from "./write-effects.ts";

const LEVEL = sql`jsonb_build_object('sku', s.sku, 'onHand', s.on_hand, 'reserved', s.reserved)`;
const MOVEMENT = sql`jsonb_build_object(
  'id', m.id::text, 'sku', m.sku, 'delta', m.delta, 'reason', m.reason, 'note', m.note,
  'principal', m.principal, 'at', ${instant(sql`m.created_at`)})`;

/** Makes the store of stock. */
export function postgresStock(db: Database): StockAdmin {
  return {
    async history(sku, limit, before) {
      const older = before === null ? sql`true` : sql`m.id < ${before}`;
      const [row] = await run(
        db,
        sql`select ${LEVEL} as stock, (
              select coalesce(jsonb_agg(${MOVEMENT} order by m.id desc), '[]')
                from (select * from catalog.stock_movement m where m.sku = s.sku and ${older}
                       order by m.id desc limit ${limit}) as m) as items
              from catalog.stock_level s where s.sku = ${sku}`,
        z.object({ stock: StockLevel, items: z.array(StockMovement) }),
      );
      return row ? ({ ...row, nextCursor: null } satisfies StockHistory) : null;
    },
    move: (sku, input, write) => move(db, sku, input, write),
    async moved(movementId) {
      const [row] = await run(
        db,
        sql`select ${MOVEMENT} as movement, ${LEVEL} as stock
              from catalog.stock_movement m join catalog.stock_level s on s.sku = m.sku
             where m.id = ${movementId}::bigint`,
        StockMoved,
      );
      return row ?? null;
    },
  };
}

/** The level's row is the lock: each movement adds to what the one before left, and none passes the promise or zero. */
async function move(
  db: Database,
  sku: string,
  { delta, reason, note, seenOnHand }: StockMovementInput,
  write: Write,
): Promise<StockMove | "lost"> {
  const reference =
    write.key === null ? write.requestId : `${write.viewer.memberId}:${write.key.key}`;
  const done = sql`(select v.product_id as subject_id, moved.id::text as made_id, level.is_shown
                      from moved join level on level.sku = moved.sku
                      join catalog.variant v on v.sku = moved.sku)`;
  // Which of the shown figures a level is at: the same arithmetic as `shownStock`.
  const stepOf = (available: SQL) =>
    sql`width_bucket(${available}::numeric, ${sql.raw(`array[${SHOWN_STEPS.join(",")}]::numeric[]`)})`;
  const beside = sql`case when done.is_shown then '{}'::jsonb else '{"shown": false}'::jsonb end`;
  const statement = sql`with level as (
          update catalog.stock_level s
             set on_hand = on_hand + ${delta}::int, version = version + 1, updated_at = now()
           where s.sku = ${sku} and ${isUnused(write.key)}
             and s.on_hand = coalesce(${seenOnHand ?? null}::int, s.on_hand)
             and s.on_hand + ${delta}::bigint between s.reserved and ${STOCK_MAX}
          returning s.*, ${stepOf(sql`s.on_hand - s.reserved`)}
                      <> ${stepOf(sql`s.on_hand - ${delta}::int - s.reserved`)} as is_shown
        ), moved as (
          insert into catalog.stock_movement (sku, delta, reason, reference, principal, note)
          select sku, ${delta}::int, ${reason}, ${reference}, ${write.viewer.memberId}, ${note} from level
          returning *
        ), ${effectsOf(write, done, "stock.moved", { sku, delta, reason, note }, beside)}
        select ${MOVEMENT} as movement, ${LEVEL} as stock, s.is_shown as "isShown"
          from moved m join level s on s.sku = m.sku`;
  try {
    const row = await attempt(db, statement, StockMoved.extend({ isShown: z.boolean() }));
    if (row === null) return "lost";
    const { isShown, ...moved } = row;
    return { moved, isShown };
  } catch (thrown) {
    // Two of one key at once: the movement's own reference may refuse the second before the key does.
    if (isUniqueViolation(thrown, "stock_movement_reference_key")) return "lost";
    throw thrown;
  }
}
