/** What comes after paying, for tests: a paid order, its parcels, and days that pass. */
import { newId } from "@edgemart/worker-kit/ids";
import { depsOf } from "../src/deps.ts";
import { readOrderConfig } from "../src/env.ts";
import type { Acting } from "../src/ports/changes.ts";
import { type Answer, GUEST, type Shop } from "./shop.ts";

/** Staff without a request. */
export const STAFF: Acting = {
  actor: "mem_staff",
  key: null,
  audit: { action: "test", because: "a test" },
};

/** The Worker's dependencies, as a request has them. */
export function depsIn(shop: Shop) {
  return depsOf(readOrderConfig(shop.env), { requestId: "test", later: () => undefined });
}

let callers = 0;

/** A paid order, and how its owner asks. */
export async function paidOrder(
  shop: Shop,
  items: { sku: string; quantity: number }[] = [{ sku: "MUG-1", quantity: 3 }],
  more: {
    order?: object;
    pay?: object;
    member?: { id: string; headers: Record<string, string> };
  } = {},
) {
  callers += 1;
  const prefix = { "x-internal-client-prefix": `10.9.${callers >> 8}.${callers & 255}/32` };
  const { member } = more;
  const { contact, ...address } = GUEST;
  const body = { ...address, ...(member ? {} : { contact }), items, ...more.order };
  const placed = await shop.send("POST", "/api/orders", body, member?.headers ?? prefix);
  if (placed.status !== 201) throw new Error(JSON.stringify(placed.body));
  const headers: Record<string, string> = member?.headers ?? { "x-order-token": placed.body.token };
  const id = placed.body.id as string;
  const path = `/api/${member ? "" : "guest/"}orders/${id}`;
  const paying = await shop.send("POST", "/api/payments", { orderId: id, ...more.pay }, headers);
  const paymentId = paying.body.id as string;
  if (paying.body.status === "AWAITING_DEPOSIT") {
    shop.payment.deposit(paymentId);
    await shop.sweep();
  } else if (paying.body.status !== "PAID") {
    const verify = { paymentKey: "key", amount: paying.body.cardAmount };
    await shop.send("POST", `/api/payments/${paymentId}/verify`, verify);
  }
  await shop.settle();
  if ((await shop.state(id)) !== "PAID") throw new Error(`${id} is not paid`);
  const ask = (
    method: string,
    rest: string,
    sent?: unknown,
    extra: Record<string, string> = {},
  ): Promise<Answer> => shop.send(method, `${path}${rest}`, sent, { ...headers, ...extra });
  return {
    id,
    paymentId,
    total: placed.body.total.amountMinor as number,
    read: async () => (await ask("GET", "")).body,
    cancel: (sent: object = {}) => ask("POST", "/cancel", sent),
    askReturn: (sent: object, extra?: Record<string, string>) =>
      ask("POST", "/returns", sent, extra),
    withdraw: (changeId: string) => ask("POST", `/returns/${changeId}/withdraw`),
    receive: () => ask("POST", "/received"),
    ask,
  };
}

/** A paid order as `paidOrder` gives it. */
export type PaidOrder = Awaited<ReturnType<typeof paidOrder>>;

/** Packs a parcel. @param lines all that is left where absent @returns its id */
export async function packed(
  shop: Shop,
  orderId: string,
  lines: { line: number; quantity: number }[] | null = null,
): Promise<string> {
  const done = await depsIn(shop).parcels.prepare(orderId, lines, STAFF);
  if (done.kind !== "done") throw new Error(`not packed: ${done.kind}`);
  return done.order.shipments.at(-1)?.id ?? "";
}

/** Packs a parcel and hands it over. @returns its id */
export async function sent(
  shop: Shop,
  orderId: string,
  lines: { line: number; quantity: number }[] | null = null,
): Promise<string> {
  const shipmentId = await packed(shop, orderId, lines);
  const move = { to: "SHIPPED", carrier: "cj", trackingNumber: "123456789012" } as const;
  const done = await depsIn(shop).parcels.move({ orderId, shipmentId }, move, STAFF);
  if (done.kind !== "done") throw new Error(`not sent: ${done.kind}`);
  return shipmentId;
}

/** Packs a parcel, hands it over and lets it arrive. @returns its id */
export async function delivered(
  shop: Shop,
  orderId: string,
  lines: { line: number; quantity: number }[] | null = null,
): Promise<string> {
  const shipmentId = await sent(shop, orderId, lines);
  const done = await depsIn(shop).parcels.move({ orderId, shipmentId }, { to: "DELIVERED" }, STAFF);
  if (done.kind !== "done") throw new Error(`not delivered: ${done.kind}`);
  return shipmentId;
}

/** Opens a return of a delivered order and agrees to it. @returns its id */
export async function approvedReturn(
  shop: Shop,
  order: PaidOrder,
  lines: { line: number; quantity: number }[],
  reason: string,
): Promise<string> {
  const asked = await order.askReturn({ lines, reason });
  if (asked.status !== 201) throw new Error(JSON.stringify(asked.body));
  const changeId = asked.body.changes.at(-1).id as string;
  const done = await depsIn(shop).returns.move({ orderId: order.id, changeId }, "APPROVED", STAFF);
  if (done.kind !== "done") throw new Error(`not approved: ${done.kind}`);
  return changeId;
}

/** Time is PostgreSQL's: rows are moved back instead, past the guards of a move. */
export async function daysAgo(shop: Shop, set: string): Promise<void> {
  await shop.database.query(`begin; set local session_replication_role = replica; ${set}; commit`);
}

/** Lets so many days pass for all that an order waits for. */
export async function letDaysPass(shop: Shop, orderId: string, days: number): Promise<void> {
  const past = `- interval '${days} days'`;
  await daysAgo(
    shop,
    `update orders.sales_order set delivered_at = delivered_at ${past} where id = '${orderId}';
     update orders.shipment set shipped_at = shipped_at ${past}, delivered_at = delivered_at ${past} where order_id = '${orderId}';
     update orders.change set approved_at = approved_at ${past}, received_at = received_at ${past}, refund_due_at = refund_due_at ${past}
      where order_id = '${orderId}'`,
  );
}

/** An id that no order has. */
export const NO_CHANGE = newId("change");
