/** Fills the demo member's inbox with what it would have been notified of its orders: as notification keeps it, without a mail. */
import type pg from "pg";
import { seedId } from "./seed-id.ts";

interface Happened {
  type: string;
  orderId: string;
  at: Date;
  sequence: number;
  data: object;
}

/** What is older is as if it had been removed. */
const DAYS = 30;
/** What is newer is unread. */
const UNREAD_DAYS = 2;

const HAPPENED = `
WITH own AS (SELECT * FROM orders.sales_order WHERE member_id = $1),
told AS (
  SELECT 'order.paid' AS type, o.id, o.paid_at AS at, jsonb_build_object('currency', o.currency, 'totalMinor', o.total_minor,
           'cardMinor', o.card_minor, 'pointAmount', o.point_amount,
           'lines', (SELECT jsonb_agg(jsonb_build_object('sku', l.sku, 'quantity', l.quantity) ORDER BY l.line)
                       FROM orders.order_line l WHERE l.order_id = o.id)) AS about FROM own o
  UNION ALL SELECT 'order.awaiting_deposit', o.id, o.updated_at, jsonb_build_object('currency', o.currency, 'totalMinor', o.total_minor,
           'cardMinor', o.card_minor, 'pointAmount', o.point_amount, 'dueAt', o.deadline_at) FROM own o WHERE o.state = 'AWAITING_DEPOSIT'
  UNION ALL SELECT 'order.shipped', o.id, s.shipped_at, jsonb_build_object('shipmentId', s.id)
    FROM own o JOIN orders.shipment s ON s.order_id = o.id
  UNION ALL SELECT 'order.delivered', o.id, s.delivered_at, jsonb_build_object('shipmentId', s.id)
    FROM own o JOIN orders.shipment s ON s.order_id = o.id
  UNION ALL SELECT 'order.refunded', o.id, c.updated_at, jsonb_build_object('changeId', c.id, 'currency', o.currency,
           'cardMinor', c.card_minor, 'pointAmount', c.point_amount)
    FROM own o JOIN orders.change c ON c.order_id = o.id WHERE c.state = 'DONE')
SELECT type, id AS "orderId", at, row_number() OVER (PARTITION BY id ORDER BY at, type)::int AS sequence,
       jsonb_build_object('orderId', id, 'memberId', $1::text) || about AS data
  FROM told WHERE at > now() - make_interval(days => $2) ORDER BY at, type`;

/**
 * Writes the items in the caller's transaction.
 *
 * @returns how many are new
 */
export async function loadNotices(client: pg.Client, memberId: string): Promise<number> {
  const { rows } = await client.query<Happened>(HAPPENED, [memberId, DAYS]);
  const items = rows.map(({ type, orderId, at, sequence, data }) => {
    const made = at.toISOString();
    const name = `${type} ${orderId} ${sequence}`;
    const ids = { event: seedId("event", made, name), notice: seedId("notice", made, name) };
    return { ...ids, type, template: type.replace(".", "_"), orderId, at: made, sequence, data };
  });
  const { rowCount } = await client.query(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($2) AS r(event text, notice text, type text, template text, "orderId" text,
                                                at timestamptz, sequence int, data jsonb)
     ), events AS (
       INSERT INTO notification.event (id, source, type, version, aggregate_id, sequence, occurred_at, received_at, via, state)
       SELECT event, 'order', type, 1, "orderId", sequence, at, at, 'replay', 'planned' FROM given
     )
     INSERT INTO notification.inbox_item (id, member_id, event_id, category, template, data, created_at, read_at, expires_at)
     SELECT notice, $1, event, 'order', template, data, at,
            CASE WHEN at < now() - make_interval(days => $3) THEN at + interval '2 hours' END, at + interval '90 days'
       FROM given`,
    [memberId, JSON.stringify(items), UNREAD_DAYS],
  );
  return rowCount ?? 0;
}
