/** The verbs of stock as catalog's deps have them, on a real PostgreSQL with made-up SKUs; laws are asked after whatever a test did. */
import type { HeldLine } from "@edgemart/contracts/stock-hold";
import { newId } from "@edgemart/worker-kit/ids";
import { expect } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { depsOf } from "../src/deps.ts";
import { readCatalogConfig } from "../src/env.ts";
import type { StockHolds } from "../src/ports/stock-holds.ts";
import { brokenStockLaws } from "../src/verbs/check-stock-laws.ts";
import { NO_REDIS } from "./shop.ts";

/** SKU → quantity. */
export type Wanted = Record<string, number>;

export interface StockRoom {
  database: TestDatabase;
  env: typeof NO_REDIS & { DATABASE_URL: string };
  holds: StockHolds;
  /** Makes a product on sale for each group of SKUs, with so many of each on the shelf. */
  stock(...groups: Wanted[]): Promise<void>;
  /** Promises lines to an order, for 15 minutes. */
  hold(holdId: string, wanted: Wanted, replaces?: string): ReturnType<StockHolds["hold"]>;
  /** `[on hand, reserved]` of a SKU. */
  level(sku: string): Promise<[number, number]>;
  /** Lets time pass for holds that have an end. */
  pass(seconds: number, holdId?: string): Promise<void>;
  /** What an administrator does to a SKU. @returns whether it was done */
  move(sku: string, delta: number): Promise<boolean>;
  /** Fails with the law and its subject when one is broken. */
  checkLaws(): Promise<void>;
  close(): Promise<void>;
}

export const MINUTES = 60;
export const TTL = 15 * MINUTES;
/** Makes the lines of a hold from quantities by SKU. */
export const linesOf = (wanted: Wanted): HeldLine[] =>
  Object.entries(wanted).map(([sku, quantity]) => ({ sku, quantity }));
/** Makes a new id of a hold. */
export const holdId = () => newId("hold");

/** Opens stock and its verbs on a PostgreSQL of its own. */
export async function openStockRoom(): Promise<StockRoom> {
  const database = await startTestDatabase();
  const { query } = database;
  const env = { ...NO_REDIS, DATABASE_URL: database.urlOf("catalog") };
  const deps = depsOf(readCatalogConfig(env));
  await query("insert into catalog.category (id, slug, name_ko) values ('cat', 'cat', '컵')");
  await query("insert into catalog.brand (slug, name_ko) values ('brand', '상표')");
  let products = 0;
  let movements = 0;
  return {
    database,
    env,
    holds: deps.holds,
    async stock(...groups) {
      for (const group of groups) {
        products += 1;
        await query(
          `with made as (
             insert into catalog.product (id, slug, status, category_id, brand_slug, title_ko)
             values ($1, $1, 'active', 'cat', 'brand', $1) returning id),
           sold as (
             insert into catalog.variant (id, product_id, sku, option_values, price_minor, currency)
             select w.key, id, w.key, array[w.key], 1000, 'KRW' from made, jsonb_each_text($2) as w returning sku)
           select from sold`,
          [`product-${products}`, JSON.stringify(group)],
        );
        await query(
          `with moved as (
             insert into catalog.stock_movement (sku, delta, reason, reference, principal)
             select w.key, w.value::int, 'initial', 'seed', 'seed' from jsonb_each_text($1) as w where w.value <> '0')
           insert into catalog.stock_level (sku, on_hand) select w.key, w.value::int from jsonb_each_text($1) as w`,
          [JSON.stringify(group)],
        );
      }
    },
    hold: (id, wanted, replaces) =>
      deps.holds.hold(id, linesOf(wanted), TTL, "ord_test", replaces ?? null),
    async level(sku) {
      const [row] = await query<{ on_hand: number; reserved: number }>(
        "select on_hand, reserved from catalog.stock_level where sku = $1",
        [sku],
      );
      return [row?.on_hand ?? Number.NaN, row?.reserved ?? Number.NaN];
    },
    async pass(seconds, id) {
      await query(
        `update catalog.stock_hold set expires_at = expires_at - make_interval(secs => $1)
          where state = 'held' and id = coalesce($2, id)`,
        [seconds, id ?? null],
      );
    },
    async move(sku, delta) {
      movements += 1;
      const moved = await deps.stock.move(
        sku,
        { delta, reason: "counted", note: "" },
        {
          viewer: { memberId: "mem_admin", seesAll: true },
          match: "any",
          key: { principal: "mem_admin", key: `move-${movements}`, input: String(movements) },
          requestId: "request",
        },
      );
      return moved !== "lost";
    },
    async checkLaws() {
      expect(await brokenStockLaws(deps.holds)).toEqual([]);
    },
    close: () => database.stop(),
  };
}

/** The verbs of a room by their answers alone, and SKUs to ask them for. */
export function verbsOf(room: () => StockRoom) {
  let made = 0;
  const answerOf = async <T>(verb: Promise<{ answer: T }>) => (await verb).answer;
  const verbs = {
    /** A SKU of its own product, with so many on the shelf. */
    async sku(onHand: number): Promise<string> {
      made += 1;
      await room().stock({ [`S-${made}`]: onHand });
      return `S-${made}`;
    },
    hold: (id: string, wanted: Wanted, replaces?: string) =>
      answerOf(room().hold(id, wanted, replaces)),
    pin: (id: string, attempt: number) => answerOf(room().holds.pin({ holdId: id, attempt })),
    unpin: (id: string, attempt: number) =>
      answerOf(room().holds.unpin({ holdId: id, attempt }, TTL)),
    commit: (id: string) => answerOf(room().holds.commit(id)),
    release: (id: string) => answerOf(room().holds.release(id)),
    restock: (restockId: string, id: string, wanted: Wanted) =>
      answerOf(room().holds.restock(restockId, id, linesOf(wanted))),
    /** A hold that is sold. */
    async sold(wanted: Wanted): Promise<string> {
      const id = holdId();
      await verbs.hold(id, wanted);
      await verbs.pin(id, 1);
      expect(await verbs.commit(id)).toEqual({ state: "committed" });
      return id;
    },
  };
  return verbs;
}

/** In flight at once: more than PostgreSQL's endpoint has connections, and not so many that waiting in line is an outage. */
const IN_FLIGHT_MAX = 100;

/** Runs the work of each at once. */
export async function atOnce<T>(times: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < times; index = next++) done[index] = await work(index);
  };
  await Promise.all(Array.from({ length: Math.min(times, IN_FLIGHT_MAX) }, lane));
  return done;
}
