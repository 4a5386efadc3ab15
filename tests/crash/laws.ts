/** What must hold of orders, stock and money once the shop is at rest. @see specs/orders.md 60 */
import type { Told } from "./purchase.ts";
import type { CrashShop } from "./shop.ts";

interface OrderRow {
  id: string;
  state: string;
  card: number;
  hold: string;
  attempts: string[];
  paid: number;
  /** Paid once, also where all of it was cancelled since. */
  wasPaid: boolean;
}

const ORDERS = `
SELECT o.id, o.state, o.paid_at IS NOT NULL AS "wasPaid", o.card_minor::int AS card, coalesce(h.state, 'none') AS hold,
       coalesce(array_agg(p.id) FILTER (WHERE p.id IS NOT NULL), '{}') AS attempts,
       count(*) FILTER (WHERE p.state = 'PAID')::int AS paid
  FROM orders.sales_order o
  LEFT JOIN catalog.stock_hold h ON h.id = o.hold_id
  LEFT JOIN payment.payment p ON p.reference = o.id
 GROUP BY o.id, o.state, o.paid_at, o.card_minor, h.state`;

/** The laws of stock, asked here in words of our own: catalog's hourly check is not its own judge. @see specs/orders.md 16 */
const STOCK = `
SELECT 'reserved is not what counts' AS law, s.sku AS subject FROM catalog.stock_level s
 WHERE s.reserved <> (SELECT coalesce(sum(l.quantity), 0) FROM catalog.stock_hold_line l WHERE l.sku = s.sku AND l.counted)
UNION ALL
SELECT 'on hand is not what moved', s.sku FROM catalog.stock_level s
 WHERE s.on_hand <> (SELECT coalesce(sum(m.delta), 0) FROM catalog.stock_movement m WHERE m.sku = s.sku)
UNION ALL
SELECT 'on hand is below reserved', s.sku FROM catalog.stock_level s WHERE s.on_hand < s.reserved
UNION ALL
SELECT 'an ended hold counts, or a pinned one does not', h.id
  FROM catalog.stock_hold h JOIN catalog.stock_hold_line l ON l.hold_id = h.id
 WHERE l.counted AND h.state IN ('committed', 'released') OR NOT l.counted AND h.state = 'pinned'`;

/** Lists what is broken, one sentence each; empty when every law holds. */
export async function brokenLaws(shop: CrashShop, told: readonly Told[]): Promise<string[]> {
  const { rows: orders } = await shop.database.query<OrderRow>(ORDERS);
  const { rows: stock } = await shop.database.query<{ law: string; subject: string }>(STOCK);
  const money = await gatewayMoney(shop);
  const known = new Set(orders.flatMap(({ attempts }) => attempts));
  return [
    ...stock.map(({ law, subject }) => `${law}: ${subject}`),
    ...orders.flatMap((order) => orderBreaches(order, money)),
    ...[...money].flatMap(([attempt, held]) =>
      held !== 0 && !known.has(attempt) ? [`${held} of no order: ${attempt}`] : [],
    ),
    ...told.flatMap(({ orderId, isPaid }) => {
      const order = orders.find(({ id }) => id === orderId);
      if (orderId !== null && !order) return [`${orderId} was acknowledged and is lost`];
      return isPaid && order?.state !== "PAID"
        ? [`${orderId} was told paid, is ${order?.state}`]
        : [];
    }),
  ];
}

function orderBreaches(order: OrderRow, money: ReadonlyMap<string, number>): string[] {
  const { id, state, card, hold, attempts, paid, wasPaid } = order;
  const held = attempts.reduce((sum, attempt) => sum + (money.get(attempt) ?? 0), 0);
  const isPaid = state === "PAID";
  const found: string[] = [];
  if (held !== (isPaid ? card : 0)) found.push(`${id} ${state}: the gateway holds ${held} for it`);
  if (paid !== (wasPaid ? 1 : 0)) found.push(`${id} ${state}: ${paid} paid payments`);
  if (wasPaid !== (hold === "committed")) found.push(`${id} ${state}: its hold is ${hold}`);
  if (!["PAID", "CANCELLED", "EXPIRED"].includes(state)) found.push(`${id} rests as ${state}`);
  return found;
}

/** What the gateway holds for each attempt: approvals less cancellations, as its own list says. */
async function gatewayMoney({ up }: CrashShop): Promise<Map<string, number>> {
  const gateway = up.paymentGateway;
  if (!gateway) throw new Error("payment asks another gateway than the local one");
  const authorization = `Basic ${Buffer.from(`${gateway.keys.secretKey}:`).toString("base64")}`;
  const money = new Map<string, number>();
  for (let after = "", isMore = true; isMore; ) {
    const query = `startDate=2020-01-01T00:00:00&endDate=2099-01-01T00:00:00&limit=5000${after}`;
    const answer = await fetch(`${gateway.url}/v1/transactions?${query}`, {
      headers: { authorization },
    });
    // Guarantee of the cast: this address answers with a list.
    const page = (await answer.json()) as {
      orderId: string;
      status: string;
      amount: number;
      transactionKey: string;
    }[];
    for (const { orderId, status, amount } of page) {
      const sign =
        status === "DONE" ? 1 : status === "CANCELED" || status === "PARTIAL_CANCELED" ? -1 : 0;
      money.set(orderId, (money.get(orderId) ?? 0) + sign * amount);
    }
    isMore = page.length === 5_000;
    after = `&startingAfter=${page.at(-1)?.transactionKey}`;
  }
  return money;
}
