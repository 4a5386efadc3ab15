/** What must hold of an order's payments when all is quiet. */
import type { Till } from "../till.ts";

interface Row {
  id: string;
  state: string;
  version: number;
  card: number;
  refunding: number;
  refunded: number;
  reversed: boolean;
  attention: string | null;
  events: string[];
  calls: string[];
  told: string[];
  refunds: { state: string; card: number }[];
}

const FINAL = ["PAID", "FAILED", "EXPIRED", "VOIDED"];

/** Lists what is wrong: money without a purchase, a purchase without money, what is not final, what was not announced. */
export async function breaches(
  till: Till,
  reference: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await till.database.query<Row>(
    `select p.id, p.state, p.version, p.card_minor::int as card, p.refunding_card::int as refunding,
            p.refunded_card::int as refunded, p.reversed_at is not null as reversed,
            p.attention,
            (select array_agg(e.name order by e.version) from payment.payment_event e where e.payment_id = p.id) as events,
            (select coalesce(array_agg(concat_ws(':', c.verb, c.key, c.http_status, c.code) order by c.id), '{}')
               from payment.gateway_call c where c.payment_id = p.id) as calls,
            (select coalesce(array_agg(o.body #>> '{data,state}' order by o.created_at, o.id), '{}') from payment.outbox o
              where o.body #>> '{data,paymentId}' = p.id and o.body ->> 'type' = 'payment.changed'
                and o.body #> '{data,refundId}' is null) as told,
            (select coalesce(jsonb_agg(jsonb_build_object('state', r.state, 'card', r.card_minor)), '[]')
               from payment.refund r where r.payment_id = p.id) as refunds
       from payment.payment p where p.reference = $1`,
    [reference],
  );
  const found: string[] = [];
  if (rows.filter(({ state }) => state === "PAID").length > 1) found.push("two attempts are paid");
  for (const row of rows) {
    const wrong = (what: string) =>
      found.push(
        `${row.id} ${row.state}: ${what}; ${row.events.join(" ")}; ${row.calls.join(" ")}`,
      );
    // A deposit of an ended attempt needs the payer's account: it waits for an administrator.
    const waits = row.state === "ORPHANED" && row.attention === "refund_account";
    if (!FINAL.includes(row.state) && !waits) wrong("is not final");
    if (row.events.length !== row.version)
      wrong(`${row.events.length} events for version ${row.version}`);
    if (row.refunding !== 0) wrong(`${row.refunding} is still reserved`);
    const done = row.refunds.filter(({ state }) => state === "DONE");
    const sum = done.reduce((total, { card }) => total + card, 0);
    if (sum !== row.refunded) wrong(`refunds of ${sum}, the row says ${row.refunded}`);
    if (row.refunds.some(({ state }) => state === "REQUESTED" || state === "CONFIRMING"))
      wrong("a refund is open");
    if (row.card > 0 && !row.told.includes(row.state)) wrong(`told ${row.told.join()}`);
    const atGateway = await till.atGateway(row.id);
    const isHeld =
      atGateway !== null &&
      atGateway.status !== "CANCELED" &&
      atGateway.status !== "WAITING_FOR_DEPOSIT";
    const held = isHeld ? atGateway.balanceAmount : 0;
    const expected = row.state === "PAID" && !row.reversed ? row.card - row.refunded : 0;
    if (held !== expected && !waits) wrong(`the gateway holds ${held}, ${expected} is ours`);
    if (row.state !== "PAID" && atGateway?.status === "WAITING_FOR_DEPOSIT")
      wrong("an account is open");
  }
  const unknown = ids.filter((id) => !rows.some((row) => row.id === id));
  for (const id of unknown) {
    if ((await till.atGateway(id)) !== null) found.push(`${id}: money of no payment`);
  }
  return found;
}
