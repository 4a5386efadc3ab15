/** Valid calls of orders: each has an order of its own, of something that the demo shop has enough of. */
import { TEST_CARDS } from "@edgemart/contracts/test-cards";
import { newId } from "@edgemart/worker-kit/ids";
import pg from "pg";
import { api, system } from "../system.ts";
import { type BuildCall, freshName, ifMatch, type Setup } from "./setup.ts";

/** Where orders of tests go. */
export const ORDER_ADDRESS = {
  recipient: "Mina Kim",
  phone: "010-1234-5678",
  country: "KR",
  postcode: "04524",
  line1: "Sejong-daero 110",
} as const;

/** Makes an order's body with one unit of what the shop has most of: tests that order it do not take it from each other. */
export async function orderBody() {
  const [row] = await query<{ sku: string }>(
    `select v.sku from catalog.variant v
       join catalog.product p on p.id = v.product_id and p.status = 'active'
       join catalog.stock_level s on s.sku = v.sku
      where v.currency = 'KRW' and v.price_minor between 1000 and 1000000
      order by s.on_hand - s.reserved desc, v.sku limit 1`,
  );
  return {
    items: [{ sku: row?.sku ?? "", quantity: 1 }],
    contact: { name: "Mina Kim", email: "mina@example.com", phone: null },
    shippingAddress: ORDER_ADDRESS,
  };
}

/** Asks PostgreSQL as its superuser. */
export async function query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: system().adminUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

interface Opened {
  id: string;
  cardAmount: unknown;
  next: { url: string };
}

/** Places an order and begins to pay it, as a member. */
async function begun(setup: Setup) {
  const { accessToken: token } = await setup.ownMember();
  const json = await orderBody();
  const order = await setup.ask<{ id: string }>("/api/orders", { json, token });
  const paying = { json: { orderId: order.id }, token };
  const payment = await setup.ask<Opened>("/api/payments", paying);
  return { token, order, payment };
}

/** Pays at the local payment gateway's page, as its form does. @returns the key the shopper is sent back with */
export async function payAtGateway(address: string): Promise<string> {
  const opened = await fetch(address, { redirect: "manual" });
  const page = new URL(opened.headers.get("location") ?? "", address);
  const card = TEST_CARDS.find(({ outcome }) => outcome === "approved")?.number ?? "";
  const body = new URLSearchParams({ outcome: "pay", card });
  const closed = await fetch(page, { method: "POST", body, redirect: "manual" });
  const back = new URL(closed.headers.get("location") ?? "", address);
  return back.searchParams.get("paymentKey") ?? "";
}

/** Places an order of a member. */
export const ofMember: BuildCall = async (setup) => {
  const { accessToken: token } = await setup.ownMember();
  const json = await orderBody();
  const { id } = await setup.ask<{ id: string }>("/api/orders", { json, token });
  return { token, params: { id } };
};

/** Places an order of a guest. */
export const ofGuest: BuildCall = async () => {
  const answer = await api("/api/orders", { method: "POST", json: await orderBody() });
  const { id, token } = (await answer.json()) as { id: string; token: string };
  return { params: { id }, headers: { "x-order-token": token } };
};

/** Marks a paid order as one whose refund waits for an account: the gateway asks for one at deposits alone. */
async function waitsForAccount(orderId: string): Promise<string> {
  const changeId = newId("change");
  await query(
    `insert into orders.change (id, order_id, kind, state, n, refund_id, needs_account, failure)
     values ($1, $2, 'goodwill', 'FAILED', 9, $3, true, 'account_required')`,
    [changeId, orderId, newId("refund")],
  );
  return changeId;
}

const ACCOUNT = { bank: "20", accountNumber: "1234567890", holderName: "Mina Kim" };

/** A paid order of a member. */
async function paidOrder(setup: Setup): Promise<string> {
  const { token, order, payment } = await begun(setup);
  const paymentKey = await payAtGateway(payment.next.url);
  const json = { paymentKey, amount: payment.cardAmount };
  await setup.ask(`/api/payments/${payment.id}/verify`, { json, token });
  return order.id;
}

const BECAUSE = { reason: "For a test" };

const asStaff: BuildCall = async (setup) => ({ params: (await ofMember(setup)).params ?? {} });

/** Terms of the shop that a call makes: each has a name of its own. */
const coupon = async (setup: Setup) => {
  const code = freshName().toUpperCase();
  const name = { ko: "시험", en: "Test" };
  const json = { code, name, kind: "percent", value: 10, currency: "KRW" };
  return {
    json,
    make: () => setup.ask<{ version: number }>("/api/admin/orders/coupons", { json }),
  };
};
const method = async (setup: Setup) => {
  const name = { ko: "시험", en: "Test" };
  const json = { id: freshName(), name, currency: "USD", feeMinor: 500, active: false };
  const path = "/api/admin/orders/shipping/methods";
  return { json, make: () => setup.ask<{ version: number }>(path, { json }) };
};
const AREA = { from: "99980", to: "99989", name: "For a test" };

/** A message of the queue of payments that speaks of a reservation: it is ignored when it is handled again. */
async function deadMessage() {
  const id = crypto.randomUUID();
  const paymentId = newId("payment");
  const body = {
    ...{ id: newId("event"), type: "payment.changed", version: 1, source: "payment" },
    ...{ occurredAt: new Date().toISOString(), correlationId: "for a test" },
    aggregate: { type: "payment", id: paymentId, sequence: 1 },
    data: { purpose: "reservation", reference: "rsv", paymentId, state: "PAID" },
  };
  await query(
    "insert into orders.dead_message (id, queue, body, reason) values ($1, 'edgemart-order-dead', $2, 'dead')",
    [id, JSON.stringify(body)],
  );
  return { params: { id }, json: { because: "For a test" } };
}

/** Calls of orders and of paying them. */
export const ORDER_CALLS: Record<string, BuildCall> = {
  adminGetOrder: asStaff,
  adminGetOrderTimeline: asStaff,
  adminReplayOrderDeadMessage: deadMessage,
  adminIgnoreOrderDeadMessage: deadMessage,
  adminCancelOrder: async (setup) => ({ ...(await asStaff(setup)), json: BECAUSE }),
  adminGiveGoodwill: async (setup) => ({
    params: { id: await paidOrder(setup) },
    json: { amountMinor: 100, ...BECAUSE },
  }),
  adminGiveRefundAccount: async (setup) => {
    const id = await paidOrder(setup);
    const json = { account: ACCOUNT, ...BECAUSE };
    return { params: { id, changeId: await waitsForAccount(id) }, json };
  },
  adminClearAttention: async (setup) => {
    const call = await asStaff(setup);
    await query(
      `with moved as (update orders.sales_order set attention = 'step_stuck', version = version + 1
                       where id = $1 returning id, version)
       insert into orders.order_event (order_id, version, name, actor) select id, version, 'attention_raised', 'saga' from moved`,
      [call.params?.id],
    );
    return { ...call, json: BECAUSE };
  },
  adminCreateCoupon: async (setup) => ({ json: (await coupon(setup)).json }),
  adminChangeCoupon: async (setup) => {
    const { json, make } = await coupon(setup);
    const headers = ifMatch(await make());
    return { params: { code: json.code }, headers, json: { active: false } };
  },
  adminCreateShippingMethod: async (setup) => ({ json: (await method(setup)).json }),
  adminChangeShippingMethod: async (setup) => {
    const { json, make } = await method(setup);
    const headers = ifMatch(await make());
    return { params: { id: json.id }, headers, json: { feeMinor: 600 } };
  },
  adminPutRemoteArea: async () => ({ json: AREA }),
  adminRemoveRemoteArea: async (setup) => {
    await setup.ask("/api/admin/orders/shipping/areas", { method: "PUT", json: AREA });
    return { params: { range: `${AREA.from}-${AREA.to}` } };
  },
  adminDriveOrder: async (setup) => ({ ...(await asStaff(setup)), json: {} }),
  quoteOrder: async () => ({ json: { items: (await orderBody()).items } }),
  placeOrder: async () => ({ json: await orderBody() }),
  getOrder: ofMember,
  getGuestOrder: ofGuest,
  lookUpGuestOrder: async () => {
    const answer = await api("/api/orders", { method: "POST", json: await orderBody() });
    const { number, contact } = (await answer.json()) as {
      number: string;
      contact: { email: string };
    };
    return { json: { number, email: contact.email } };
  },
  claimOrders: async (setup) => {
    const { params, headers } = await ofGuest(setup);
    const { accessToken: token } = await setup.ownMember();
    return { token, json: { orders: [{ id: params?.id, token: headers?.["x-order-token"] }] } };
  },
  changeOrder: async (setup) => ({
    ...(await ofMember(setup)),
    headers: { "if-match": "*" },
    json: { memo: "at the door" },
  }),
  changeGuestOrder: async (setup) => {
    const { headers, ...call } = await ofGuest(setup);
    return { ...call, headers: { ...headers, "if-match": "*" }, json: { memo: "at the door" } };
  },
  giveRefundAccount: async (setup) => {
    const { params, ...call } = await ofMember(setup);
    const id = params?.id ?? "";
    return { ...call, params: { id, changeId: await waitsForAccount(id) }, json: ACCOUNT };
  },
  giveGuestRefundAccount: async (setup) => {
    const { params, ...call } = await ofGuest(setup);
    const id = params?.id ?? "";
    return { ...call, params: { id, changeId: await waitsForAccount(id) }, json: ACCOUNT };
  },
  cancelOrder: async (setup) => ({ ...(await ofMember(setup)), json: {} }),
  cancelGuestOrder: async (setup) => ({ ...(await ofGuest(setup)), json: {} }),
  // As a guest: where a token is optional, the call is sent without one.
  payOrder: async (setup) => {
    const { params, headers } = await ofGuest(setup);
    return { ...(headers && { headers }), json: { orderId: params?.id } };
  },
  verifyPayment: authorised,
  confirmPayment: authorised,
};

/** A payment that its shopper has authorised on the gateway's page. */
async function authorised(setup: Setup) {
  const { token, payment } = await begun(setup);
  const paymentKey = await payAtGateway(payment.next.url);
  return {
    token,
    params: { id: payment.id },
    json: { paymentKey, amount: payment.cardAmount, orderId: payment.id },
  };
}
