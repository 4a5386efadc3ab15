/** Runs an act on an order: one function of the schema, and the messages that tell of it, in one statement. */
import type { OutboxEvent } from "@edgemart/postgres/outbox";
import { OutboxEvent as EventRow } from "@edgemart/postgres/outbox";
import { runContended } from "@edgemart/postgres/run-contended";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { OrderRow, StepRow } from "../core/rows.ts";
import type { Acting } from "../ports/changes.ts";
import type { Acted } from "../ports/returns.ts";
import { digestOf } from "./digest.ts";
import type { SagaTerms } from "./settle.postgres.ts";
import { LEASE_SECONDS, type Published, SENT, sentOf } from "./statements.ts";

/** Functions of the schema that act on one order, each under its lock. */
export type ActName =
  | "prepare_shipment"
  | "move_shipment"
  | "ask_return"
  | "move_return"
  | "receive_return"
  | "receive_order";

const Done = z.object({
  kind: z.literal("done"),
  order: OrderRow,
  step: StepRow.nullable().optional(),
});
const Refused = z.object({ kind: z.string() });
const Row = z.object({ result: z.union([Done, Refused]), events: z.array(EventRow) });

/**
 * Runs an act.
 *
 * @param input     what the function reads besides who acts
 * @param published events that tell of it, in the same statement; none where nothing is done
 * @typeParam Why   the function's own refusals
 */
export async function act<Why extends string>(
  terms: SagaTerms,
  name: ActName,
  input: object,
  { actor, key, audit }: Acting,
  published: readonly Published[],
): Promise<Acted<Why>> {
  const json = JSON.stringify({
    ...input,
    actor,
    action: audit?.action ?? null,
    because: audit?.because ?? null,
    request_id: terms.requestId,
    principal: key?.principal ?? null,
    key: key?.key ?? null,
    fingerprint: key && (await digestOf(key.input)),
    lease_seconds: LEASE_SECONDS / terms.pace,
  });
  const [row] = await runContended(
    terms.db,
    sql`with done as (select ${sql.raw(`orders.${name}`)}(${json}::jsonb) as r),
        moved as (
          select o.* from done, jsonb_populate_record(null::orders.sales_order, r -> 'order') as o
           where r ->> 'kind' = 'done'
        ), sent as (${sentOf(published, terms.requestId)})
        select r as result, ${SENT} as events from done`,
    Row,
  );
  if (!row) throw new Error(`${name} gave no row`);
  return outcome(terms, row.result, row.events);
}

function outcome<Why extends string>(
  { publish }: SagaTerms,
  result: z.output<typeof Done> | z.output<typeof Refused>,
  events: readonly OutboxEvent[],
): Acted<Why> {
  // Guarantee of the cast: each function answers `done` or one of the refusals that its port names.
  if (!("order" in result)) return result as Acted<Why>;
  if (events.length > 0) publish(events);
  const { order, step } = result;
  return { kind: "done", order, held: step ? { order, step } : null };
}
