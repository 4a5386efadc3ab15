/** Errors in the SQL itself: in functions of migrations, and in the text of the adapters' statements. */
import type { Database } from "@edgemart/postgres/client";
import type { Lane } from "./lane.ts";

/** An error in a function: what is there, and what is planted in its place. */
export interface PlantedFunction {
  name: string;
  of: string;
  there: string;
  planted: string;
  /** What happens in schedules that can show it, in the model's own words. */
  meets: RegExp;
}

/** All of them. */
export const PLANTED_FUNCTIONS: readonly PlantedFunction[] = [
  {
    name: "a coupon is given back with each failed attempt",
    meets: /orders\.settle.*"PENDING".*"unpin"/,
    of: "orders.coupons_follow",
    there: "a.state IN ('CANCELLED', 'EXPIRED')",
    planted: "a.state IN ('CANCELLED', 'EXPIRED', 'PENDING')",
  },
  {
    name: "the step of an order that was cancelled entirely stays",
    meets: /changes\.beginCancel.*"CANCELLED"/,
    of: "orders.begin_cancel",
    there: "IF o.state = 'CANCELLED' THEN DELETE",
    planted: "IF false THEN DELETE",
  },
  {
    name: "a cancellation does not count what was cancelled before",
    meets: /changes\.beginCancel.*"PAID"[\s\S]*changes\.beginCancel.*"begun"/,
    of: "orders.begin_cancel",
    there: "x.cancelled + x.returned AS a",
    planted: "0 AS a",
  },
  {
    name: "points of an attempt that ended stay held",
    meets: /payments\.abandon.*"EXPIRED"/,
    of: "payment.move",
    there: "q.state IN ('FAILED', 'EXPIRED') THEN PERFORM payment.points_void",
    planted: "q.state = 'FAILED' THEN PERFORM payment.points_void",
  },
  {
    name: "what is being confirmed is asked by everyone at once",
    meets: /payments\.beginConfirm.*"wait"/,
    of: "payment.begin_confirm",
    there: "IF p.next_look_at > clock_timestamp() THEN RETURN payment.answer(p, 'wait')",
    planted: "IF false THEN RETURN payment.answer(p, 'wait')",
  },
  {
    name: "an attempt is ended while it is being confirmed",
    meets: /payments\.abandon.*"(wait|look)"/,
    of: "payment.abandon_attempt",
    there: "IF p.state = 'CONFIRMING' THEN",
    planted: "IF p.state = 'CONFIRMING' AND p.tries > 99 THEN",
  },
  {
    name: "a refund is not counted as given back",
    of: "payment.finish_refund",
    there: "p.refunded_card + r.card_minor",
    planted: "p.refunded_card",
    meets: /refunds\.settle.*"DONE"/,
  },
  {
    name: "a return puts on the shelf what was to come, not what arrived",
    meets: /returns\.receive → \{"kind":"done"/,
    of: "orders.receive_return",
    there: "coalesce(r.restocked, 0) AS restocked",
    planted: "x.quantity AS restocked",
  },
  {
    name: "a parcel that is unpacked keeps its units",
    meets: /^parcel VOID parcels\.move → \{"kind":"done"/m,
    of: "orders.move_shipment",
    there: "IF next_state = 'VOID' THEN",
    planted: "IF false THEN",
  },
];

/** Changes a function in a lane. @returns what puts it back */
export async function plant(
  lane: Lane,
  { of, there, planted }: PlantedFunction,
): Promise<() => Promise<void>> {
  const [found] = await lane.query<{ source: string }>(
    "SELECT pg_get_functiondef($1::regproc) AS source",
    [of],
  );
  const source = found?.source ?? "";
  if (!source.includes(there)) throw new Error(`${of} does not have: ${there}`);
  await lane.query(source.replaceAll(there, planted));
  return async () => {
    await lane.query(source);
  };
}

/** An error in the text of statements. */
export interface PlantedText {
  name: string;
  /** What a statement has, and what is planted in its place. */
  there: RegExp;
  planted: string;
  meets: RegExp;
}

/** All of them. */
export const PLANTED_TEXTS: readonly PlantedText[] = [
  {
    name: "a move compares the state alone",
    meets: /orders\.settle → null/,
    there: /(update orders\.sales_order[\s\S]*) and version = /,
    planted: "$1 and 0 < ",
  },
  {
    name: "a step is replaced or deleted under its subject alone",
    meets: /orders\.settle → null/,
    there: /(orders\.step[\s\S]*where subject = \$\d+) and name = (\$\d+) and version = (\$\d+)/,
    planted: "$1 and $2::text is not null and $3::int > 0",
  },
  {
    name: "a key that is being confirmed gives way to another",
    meets: /orders\.beginConfirm → \{"order":\{"state":"PAYING".*"step":null/,
    there: /s\.name = 'confirm' and s\.args ->> 'paymentKey' = /,
    planted: "s.name = 'confirm' and '' <> ",
  },
  {
    name: "a replaced order keeps its hold",
    meets: /orders\.place .*"replaces":\{/,
    there: /'release', clock_timestamp\(\) from replaced/,
    planted: "'release', clock_timestamp() from replaced where false",
  },
];

/** Gives a Worker's database in a lane whose statements are rewritten. */
export function rewritten(
  lane: Lane,
  { there, planted }: PlantedText,
): (worker: string) => Database {
  return (worker) => {
    const db = lane.databaseOf(worker);
    // Guarantee of the cast: drizzle's database turns statements into text by its dialect.
    const { dialect } = db as unknown as {
      dialect: { sqlToQuery(statement: unknown): { sql: string } };
    };
    const toQuery = dialect.sqlToQuery.bind(dialect);
    dialect.sqlToQuery = (statement) => {
      const query = toQuery(statement);
      return { ...query, sql: query.sql.replace(there, planted) };
    };
    return db;
  };
}
