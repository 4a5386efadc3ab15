/** Placing in PostgreSQL: one call of `orders.place`, and what a key has placed before. */
import { UNPAID_MAX } from "@edgemart/contracts/order";
import type { Database } from "@edgemart/postgres/client";
import { isUniqueViolation } from "@edgemart/postgres/errors";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { OrderRow } from "../core/rows.ts";
import type { Placed, PlaceKey, Placing } from "../ports/orders.ts";
import { digestOf } from "./digest.ts";
import type { Pace } from "./statements.ts";

/** What placing needs besides the order. */
interface PlacingTerms {
  db: Database;
  pace: Pace;
  requestId: string;
}

/** Unpaid orders of guests of one address prefix. */
const GUESTS_UNPAID_MAX = 60;
/** Seconds a placing belongs to its request; it ends with them. */
const PLACING_SECONDS = 30;

/** Places an order by the function that writes all of it or nothing, if the shop's terms are those it was priced by. */
export async function placeOrder(terms: PlacingTerms, placing: Placing): Promise<Placed> {
  const input = JSON.stringify({
    key: placing.key?.key ?? null,
    fingerprint: placing.key && (await digestOf(placing.key.input)),
    order: placing.order,
    lines: placing.lines,
    coupon: placing.coupon?.code ?? null,
    coupon_version: placing.coupon?.version ?? null,
    replaces: placing.replaces,
    lease_seconds: PLACING_SECONDS / terms.pace,
    unpaid_max: UNPAID_MAX,
    guests_max: GUESTS_UNPAID_MAX,
    request_id: terms.requestId,
  });
  const { methods, isRemote, coupon } = placing.terms;
  const pricedBy = JSON.stringify({ methods, isRemote, coupon: coupon ?? null });
  // Whether uses are left is decided under the coupon's lock.
  const compared = sql`#- '{coupon,isUsedUp}'`;
  try {
    const [row] = await runContended(
      terms.db,
      sql`select case when orders.terms(${placing.order.postcode}, ${placing.coupon?.code ?? null}::text) ${compared}
                           = ${pricedBy}::jsonb ${compared}
                      then orders.place(${input}::jsonb) else '{"kind": "terms_changed"}' end as placed`,
      z.object({ placed: PlacedRow }),
    );
    if (!row) throw new Error("placing gave no row");
    return placedOf(row.placed);
  } catch (thrown) {
    // Another request took the same key at the same moment: what it placed is answered.
    const isKey = isUniqueViolation(thrown, "keyed_effect_principal_key_pk");
    if (!isKey || placing.key === null) throw thrown;
    const before = await placedBy(terms, placing.order.member_id ?? "guest", placing.key);
    if (before === null) throw thrown;
    return before.sameInput ? { kind: "known", orderId: before.orderId } : { kind: "reused" };
  }
}

const PlacedRow = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("placed"),
    order: OrderRow,
    replaces: z.object({ orderId: z.string(), holdId: z.string() }).optional(),
  }),
  z.object({ kind: z.literal("known"), order_id: z.string() }),
  z.object({
    kind: z.enum([
      "reused",
      "no_such_order",
      "crowded",
      "all_being_paid",
      "terms_changed",
      "coupon_used_up",
      "coupon_invalid",
    ]),
  }),
]);

function placedOf(row: z.output<typeof PlacedRow>): Placed {
  if (row.kind === "known") return { kind: "known", orderId: row.order_id };
  if (row.kind !== "placed") return row;
  const { order, replaces } = row;
  const step = {
    subject: order.id,
    orderId: order.id,
    version: 1,
    name: "hold" as const,
    tries: 0,
  };
  return { kind: "placed", held: { order, step: { ...step, args: replaces ? { replaces } : {} } } };
}

/** Tells what a key of a principal has placed; null when nothing. */
export async function placedBy({ db }: Pick<PlacingTerms, "db">, principal: string, key: PlaceKey) {
  const fingerprint = await digestOf(key.input);
  const [row] = await run(
    db,
    sql`select subject_id as "orderId", fingerprint = ${fingerprint} as "sameInput"
          from orders.keyed_effect where principal = ${principal} and key = ${key.key}`,
    z.object({ orderId: z.string(), sameInput: z.boolean() }),
  );
  return row ?? null;
}
