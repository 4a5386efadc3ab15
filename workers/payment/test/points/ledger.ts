/** The ledger of points under test: a PostgreSQL of its own, asked as the Worker's role over real connections. */
import pg from "pg";
import { DATABASE_NAME, ROLE_PASSWORD } from "../../../../tests/stores/migrated-cluster.ts";
import { startTestDatabase, type TestDatabase } from "../../../../tests/stores/test-database.ts";

/** A ledger, and two ways to ask it. */
export interface Ledger {
  database: TestDatabase;
  /** Connections of the Worker's role. */
  pool: pg.Pool;
  /** Asks as the Worker's role; one statement is one transaction, as over HTTP. */
  ask<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]>;
  /** Calls a function of the ledger and gives what it answers. */
  call(name: string, ...values: unknown[]): Promise<string>;
  /** Asks as the owner, for what no Worker may do: to move a date. */
  own<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]>;
  account(memberId: string): Promise<Account>;
  /** Lists what does not agree; empty when all does. */
  differences(): Promise<{ member_id: string; what: string }[]>;
  stop(): Promise<void>;
}

/** A member's account, and what can be spent of it. */
export interface Account {
  balance: number;
  held: number;
  owed: number;
  available: number;
}

/** Types of parameters, by the function's name. */
const PARAMETERS: Record<string, string> = {
  points_hold: "$1::text, $2::text, $3::bigint",
  points_post: "$1::text",
  points_void: "$1::text",
  points_return: "$1::text, $2::text, $3::bigint",
  points_expire: "$1::integer",
  points_earn: "$1::text, $2::text, $3::integer, $4::bigint, $5::timestamptz",
  points_settle_earn: "$1::text, $2::integer",
  points_charge: "$1::text, $2::text, $3::bigint, $4::integer",
  points_uncharge_hold: "$1::text, $2::text",
  points_uncharge_post: "$1::text",
  points_uncharge_void: "$1::text",
  points_adjust: "$1::text, $2::text, $3::bigint, $4::text, $5::text, $6::text, $7::integer",
};

/** Gives the statement that calls a function of the ledger. */
export function callOf(name: string): string {
  return `select payment.${name}(${PARAMETERS[name]})::text as answer`;
}

/** Starts a ledger. @param connections how many statements it takes at once */
export async function openLedger(connections = 10): Promise<Ledger> {
  const database = await startTestDatabase();
  const { hostname, port } = new URL(database.adminUrl);
  const pool = new pg.Pool({
    host: hostname,
    port: Number(port),
    user: "edgemart_payment",
    password: ROLE_PASSWORD,
    database: DATABASE_NAME,
    max: connections,
  });
  // A connection that ends with its server, after the test, is no failure of it.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", () => undefined);
  const ask = async (text: string, values: unknown[]) => (await pool.query(text, values)).rows;
  return {
    database,
    pool,
    ask: (text, ...values) => ask(text, values),
    async call(name, ...values) {
      return (await ask(callOf(name), values))[0]?.answer;
    },
    own: (text, ...values) => database.query(text, values),
    async account(memberId) {
      const [row] = await ask(
        `select a.balance::int, a.held::int, a.owed::int, payment.points_available(a.member_id)::int as available
           from payment.point_account a where a.member_id = $1`,
        [memberId],
      );
      return row ?? { balance: 0, held: 0, owed: 0, available: 0 };
    },
    differences: () => ask("select * from payment.points_differences('', 100000)", []),
    async stop() {
      await pool.end();
      await database.stop();
    },
  };
}

/** Gives points to spend, which expire in so many days. */
export async function give(
  { call }: Ledger,
  memberId: string,
  amount: number,
  key: string,
  days = 365,
): Promise<string> {
  await call("points_adjust", `grant:${key}`, memberId, amount, "for a test", "MANUAL", key, days);
  return `grant:${key}`;
}

/** Runs statements in one transaction of the role. @returns the SQLSTATE it was refused with, and the constraint; null when it was done */
export async function refusal(
  { pool }: Ledger,
  ...statements: string[]
): Promise<{ code: string; constraint: string | undefined } | null> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    for (const statement of statements) await client.query(statement);
    await client.query("commit");
    return null;
  } catch (thrown) {
    await client.query("rollback");
    const { code, constraint } = thrown as { code: string; constraint?: string };
    return { code, constraint };
  } finally {
    client.release();
  }
}
