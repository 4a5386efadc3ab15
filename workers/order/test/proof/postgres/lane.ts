/** A database of one lane of schedules: migrated, its clock in a schedule's hand, empty at each beginning. */
import type { Database } from "@edgemart/postgres/client";
import pg from "pg";
import type { TestDatabase } from "../../../../../tests/stores/test-database.ts";
import { timeOf } from "../model/clock.ts";
import { COUPON, COUPON_USES, ON_HAND } from "../shop.ts";
import { directDatabase } from "./direct.ts";

/** A lane. */
export interface Lane {
  /** Connects as a Worker's role; each call makes a database of its own over the same connections. */
  databaseOf(worker: string): Database;
  /** Asks as the owner. */
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Sets what every statement of a Worker takes for now. */
  setClock(seconds: number): Promise<void>;
  /** Removes the rows of the schedule before. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const WORKERS = ["order", "payment", "catalog"] as const;
/** Of each Worker in a lane: so many effects may happen at the same moment. */
const CONNECTIONS = 6;
/** Rows that migrations write, and that a schedule does not change. */
const KEPT = [
  "transition",
  "schema_migration",
  "shipping_method",
  "remote_area",
  "setting",
  "coupon",
];

/**
 * `clock_timestamp()` of the Workers' statements and functions is the schedule's: their roles look into the schema
 * `proof` first, and defaults of columns are set anew.
 */
const CLOCK = `
CREATE SCHEMA proof;
CREATE TABLE proof.clock (at timestamptz NOT NULL);
INSERT INTO proof.clock VALUES (clock_timestamp());
CREATE FUNCTION proof.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT at FROM proof.clock';
GRANT USAGE ON SCHEMA proof TO PUBLIC;
GRANT SELECT ON proof.clock TO PUBLIC;
DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT table_schema, table_name, column_name FROM information_schema.columns
            WHERE table_schema IN ('orders', 'payment', 'catalog') AND column_default = 'clock_timestamp()' LOOP
    EXECUTE format('ALTER TABLE %I.%I ALTER %I SET DEFAULT proof.clock_timestamp()', c.table_schema, c.table_name, c.column_name);
  END LOOP;
END $$;`;

/** What the shop sells. */
const SHOP = `
INSERT INTO catalog.category (id, slug, name_ko) VALUES ('cat', 'cat', '컵');
INSERT INTO catalog.brand (slug, name_ko) VALUES ('brand', '상표');
${Object.keys(ON_HAND)
  .map(
    (sku) => `
INSERT INTO catalog.product (id, slug, status, category_id, brand_slug, title_ko)
VALUES ('prd_01k9z3v5e8f0r9t2m4w6y8a1bc_${sku}', lower('${sku}'), 'active', 'cat', 'brand', '상품 ${sku}');
INSERT INTO catalog.variant (id, product_id, sku, option_values, price_minor, currency)
VALUES ('${sku}', 'prd_01k9z3v5e8f0r9t2m4w6y8a1bc_${sku}', '${sku}', array['${sku}'], 1000, 'KRW');
INSERT INTO catalog.stock_level (sku, on_hand) VALUES ('${sku}', 0);`,
  )
  .join("")}`;

/** Makes a lane of its own in a test's PostgreSQL. */
export async function openLane(database: TestDatabase, n: number): Promise<Lane> {
  const name = `proof_${n}`;
  const url = new URL(database.adminUrl);
  url.pathname = "/postgres";
  const first = new pg.Client({ connectionString: url.href });
  await first.connect();
  await first.query(`CREATE DATABASE ${name} TEMPLATE edgemart`);
  for (const worker of WORKERS) {
    const path = "proof, pg_catalog, public";
    await first.query(
      `ALTER ROLE edgemart_${worker} IN DATABASE ${name} SET search_path = ${path}`,
    );
  }
  await first.end();
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  pool.on("error", () => undefined);
  await pool.query(CLOCK);
  await pool.query(SHOP);
  const clear = await clearing(pool);
  const pools = new Map(
    WORKERS.map((worker) => {
      const own = new URL(url);
      const { username, password } = new URL(database.urlOf(worker));
      Object.assign(own, { username, password });
      const connections = new pg.Pool({ connectionString: own.href, max: CONNECTIONS });
      connections.on("error", () => undefined);
      return [worker as string, connections] as const;
    }),
  );
  return {
    databaseOf(worker) {
      const connections = pools.get(worker);
      if (!connections) throw new Error(`no ${worker} in a lane`);
      return directDatabase(connections);
    },
    query: async (text, values) => (await pool.query(text, values)).rows,
    setClock: async (seconds) => {
      await pool.query("UPDATE proof.clock SET at = $1", [timeOf(seconds)]);
    },
    reset: async () => {
      await pool.query(clear);
    },
    close: async () => {
      await Promise.all([pool, ...pools.values()].map((each) => each.end()));
    },
  };
}

/** One text that empties what schedules write, and stocks the shelf. */
async function clearing(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT format('DELETE FROM %I.%I;', schemaname, tablename) AS line FROM pg_tables
      WHERE schemaname IN ('orders', 'payment') AND tablename <> ALL ($1)
      UNION ALL SELECT 'DELETE FROM catalog.' || t || ';' FROM unnest(array['stock_hold_line', 'stock_hold', 'stock_movement']) AS t`,
    [KEPT],
  );
  const shelf = JSON.stringify(ON_HAND);
  return `SET session_replication_role = replica;
    ${rows.map(({ line }) => line).join("\n")}
    DELETE FROM orders.coupon;
    INSERT INTO orders.coupon (code, name_ko, name_en, kind, value, currency, uses_max)
    VALUES ('${COUPON}', '쿠폰', 'Coupon', 'percent', 10, 'KRW', ${COUPON_USES});
    UPDATE catalog.stock_level SET reserved = 0, on_hand = ('${shelf}'::jsonb ->> sku)::int;
    INSERT INTO catalog.stock_movement (sku, delta, reason, reference, principal)
    SELECT sku, on_hand, 'initial', 'initial', 'seed' FROM catalog.stock_level;
    UPDATE proof.clock SET at = '${timeOf(0)}';
    RESET session_replication_role;`;
}
