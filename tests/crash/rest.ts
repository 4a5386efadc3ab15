/** After a crash: time passes without anyone waiting for it, and the clocks do what is owed. */
import type { CrashShop } from "./shop.ts";

/** Ticks in which everything owed must be done. */
const TICKS_MAX = 12;

/** Rows that are not at rest: a step is owed, or a payment is between two states. A look waits for the shopper's choice. */
const UNREST = `
SELECT 'step ' || s.name || ' of ' || s.order_id AS what FROM orders.step s
  LEFT JOIN orders.sales_order o ON o.id = s.order_id LEFT JOIN payment.payment p ON p.id = o.payment_id
 WHERE NOT (s.name = 'look' AND coalesce(p.state, '') IN ('READY', 'AWAITING_DEPOSIT'))
UNION ALL SELECT 'order ' || id || ' ' || state FROM orders.sales_order WHERE state = 'PLACING'
UNION ALL SELECT 'payment ' || id || ' ' || state FROM payment.payment WHERE state IN ('CONFIRMING', 'ORPHANED')
UNION ALL SELECT 'refund ' || id || ' ' || state FROM payment.refund WHERE state IN ('REQUESTED', 'CONFIRMING')`;
/** Orders and attempts that only their deadline ends. */
const OPEN = `
SELECT 'order ' || id || ' ' || state AS what FROM orders.sales_order
 WHERE state IN ('PLACING', 'PENDING', 'PAYING', 'AWAITING_DEPOSIT')
UNION ALL SELECT 'payment ' || id || ' ' || state FROM payment.payment WHERE state IN ('READY', 'AWAITING_DEPOSIT')
UNION ALL SELECT 'hold ' || h.id || ' ' || h.state FROM catalog.stock_hold h
 WHERE h.state = 'pinned' OR EXISTS (SELECT FROM catalog.stock_hold_line l WHERE l.hold_id = h.id AND l.counted)`;

/** Leases end and waits are over. */
const WAITED = [
  "UPDATE orders.step SET due_at = least(due_at, clock_timestamp()), lease_until = NULL",
  "UPDATE payment.payment SET next_look_at = clock_timestamp() WHERE next_look_at > clock_timestamp()",
  "UPDATE payment.refund SET next_look_at = clock_timestamp() WHERE next_look_at > clock_timestamp()",
];
/** Every deadline is over. */
const LATER = [
  "UPDATE orders.sales_order SET deadline_at = clock_timestamp() - interval '1 s' WHERE deadline_at IS NOT NULL",
  "UPDATE payment.payment SET ready_until = clock_timestamp() - interval '1 s' WHERE state = 'READY'",
  "UPDATE catalog.stock_hold SET expires_at = clock_timestamp() - interval '2 min' WHERE state = 'held'",
];

/**
 * Lets the shop come to rest, first as after a minute, then as after every deadline.
 *
 * @returns what is still owed after as many ticks as there may be; empty when all is done
 */
export async function comeToRest(shop: CrashShop): Promise<string[]> {
  const owed = await untilNone(shop, UNREST, WAITED);
  if (owed.length > 0) return owed.map((what) => `not done within T: ${what}`);
  const open = await untilNone(shop, `${UNREST} UNION ALL ${OPEN}`, [...LATER, ...WAITED]);
  return open.map((what) => `never ends: ${what}`);
}

async function untilNone(
  { database, tick }: CrashShop,
  question: string,
  passing: readonly string[],
): Promise<string[]> {
  const asked = async () =>
    (await database.query<{ what: string }>(question)).rows.map(({ what }) => what);
  for (let ticks = 0; ticks < TICKS_MAX; ticks += 1) {
    const left = await asked();
    if (left.length === 0) return [];
    await pass(database, passing);
    await tick();
  }
  return asked();
}

/** Changes times alone, as their passing would: the tables' own guards are about moves, not about clocks. */
async function pass(database: CrashShop["database"], statements: readonly string[]): Promise<void> {
  const client = await database.connect();
  try {
    await client.query("SET session_replication_role = replica");
    for (const statement of statements) await client.query(statement);
    await client.query("RESET session_replication_role");
  } finally {
    client.release();
  }
}
