/** Every fault of the local payment gateway, provoked from the payment's own page: what the shopper's order says afterwards. */
import { Order, PlacedOrder } from "@edgemart/contracts/order";
import { Payment } from "@edgemart/contracts/payment";
import { DifferencePage } from "@edgemart/contracts/payment-books";
import { orderBody } from "@edgemart/testkit/operations/order-calls";
import { freshCode } from "@edgemart/testkit/second-factor";
import { adminToken, api, signIn, system } from "@edgemart/testkit/system";
import { describe, expect, test, vi } from "vitest";
import { FAULT_ORDER, type FaultKind } from "../../tools/local/payment-gateway/faults.ts";
import { compareDays } from "../../tools/reconcile.ts";

/** What is done with the payment, and how its order ends. */
interface Walk {
  /** @default card */
  instrument?: "virtual_account";
  /** The order is cancelled after it was paid. */
  cancels?: true;
  ends: (order: Order) => boolean;
  /** What the gateway holds for the attempt in the end; null: nothing under its id. */
  holds: "all" | "nothing" | null;
}

const isPaid = ({ status, payment }: Order) => status === "PAID" && payment?.status === "PAID";
/** The attempt ended, its money went back, and the order can be paid again. */
const isBack = ({ status, payment }: Order) => status === "PENDING" && payment?.status === "VOIDED";
const isPaidOrWaits = (order: Order) => isPaid(order) || order.status === "AWAITING_DEPOSIT";
const PAID: Walk = { ends: isPaid, holds: "all" };
const BACK: Walk = { ends: isBack, holds: "nothing" };

const WALKS: Record<FaultKind, Walk> = {
  timeout_after: PAID,
  "500_after": PAID,
  timeout_before: PAID,
  "500_before": PAID,
  slow: PAID,
  garbage: PAID,
  "429": PAID,
  already_processed: PAID,
  amount_mismatch: BACK,
  currency_mismatch: BACK,
  // The gateway knows no such payment of the shop's: the page may come again.
  order_mismatch: { ends: ({ payment }) => payment?.status === "READY", holds: null },
  webhook_duplicate: PAID,
  webhook_late: PAID,
  webhook_reorder: PAID,
  webhook_drop: PAID,
  webhook_forged: PAID,
  // Whether the deposit was seen before it was taken back depends on which webhook came first; neither loses money.
  deposit_reversed: { instrument: "virtual_account", ends: isPaidOrWaits, holds: "all" },
  cancel_timeout_after: {
    cancels: true,
    ends: ({ status, changes }) => status === "CANCELLED" && changes[0]?.state === "DONE",
    holds: "nothing",
  },
  cancel_refused: {
    cancels: true,
    ends: ({ changes }) => changes[0]?.state === "FAILED",
    holds: "all",
  },
};

/** Sends a form of the gateway's page. */
async function send(address: URL, fields: Record<string, string>): Promise<URL> {
  const answer = await fetch(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get("location") ?? "", address);
}

const key = () => ({ "idempotency-key": crypto.randomUUID() });

/** Places an order, provokes the fault on its payment's page, pays there, and comes back. */
async function walk(kind: FaultKind, order: PlacedOrder) {
  const { instrument, cancels, ends, holds } = WALKS[kind];
  const token = { "x-order-token": order.token ?? "" };
  const opening = await api("/api/payments", {
    json: { orderId: order.id, ...(instrument && { instrument }) },
    headers: { ...token, ...key() },
  });
  const payment = Payment.parse(await opening.json());
  const address = payment.next?.type === "redirect" ? payment.next.url : "";
  const opened = await fetch(address, { redirect: "manual" });
  const page = new URL(opened.headers.get("location") ?? "", address);
  await send(new URL(`${page.pathname}/faults`, page), { kind });
  const shown = await (await fetch(page)).text();
  expect(shown).toContain('role="status"');
  const back = await send(page, { outcome: "pay", card: "4242424242424242", method: "card" });
  const json = { paymentKey: back.searchParams.get("paymentKey"), amount: payment.cardAmount };
  const verified = await api(`/api/payments/${payment.id}/verify`, { json, headers: token });
  const read = async () =>
    Order.parse(await (await api(`/api/guest/orders/${order.id}`, { headers: token })).json());
  if (instrument) await deposit(payment.id);
  if (cancels) {
    await until(kind, read, isPaid);
    await api(`/api/guest/orders/${order.id}/cancel`, { json: {}, headers: token });
  }
  const ended = await until(kind, read, ends);
  return {
    kind,
    verified: verified.status,
    ended,
    held: await heldFor(payment.id),
    holds,
    payment,
  };
}

/** Reads until an order is so. This system has no clock: an administrator has what is owed done. */
function until(kind: string, read: () => Promise<Order>, isSo: (order: Order) => boolean) {
  return vi.waitFor(
    async () => {
      const order = await read();
      const { status, payment, changes } = order;
      if (isSo(order)) return order;
      const drive = { token: await adminToken(), headers: key(), json: {} };
      await api(`/api/admin/orders/${order.id}/drive`, drive);
      throw new Error(`${kind}: ${status}, ${payment?.status}, ${changes[0]?.state}`);
    },
    { timeout: 300_000, interval: 1_000 },
  );
}

/** Pays into the account at the bank, as its page does. */
async function deposit(orderId: string): Promise<void> {
  const { url, keys } = gateway();
  const answer = await fetch(`${url}/bank/moves`, {
    method: "POST",
    headers: { authorization: `Bearer ${keys.controlToken}`, "content-type": "application/json" },
    body: JSON.stringify({ orderId, move: "deposit" }),
  });
  expect(answer.status).toBe(204);
}

/** What the gateway itself holds for an attempt, in won; null when it knows none. */
async function heldFor(orderId: string): Promise<number | null> {
  const { url, keys } = gateway();
  const answer = await fetch(`${url}/v1/payments/orders/${orderId}`, {
    headers: { authorization: `Basic ${btoa(`${keys.secretKey}:`)}` },
  });
  return answer.ok ? ((await answer.json()) as { balanceAmount: number }).balanceAmount : null;
}

function gateway() {
  const { paymentGateway } = system();
  if (!paymentGateway) throw new Error("the local payment gateway is not there");
  return paymentGateway;
}

describe("payments 41: a stranger provokes each fault from the payment's page", () => {
  test("and the order tells the truth: paid once, or not at all, and no money is left over", async () => {
    const orders: PlacedOrder[] = [];
    for (const _ of FAULT_ORDER) {
      const placed = await api("/api/orders", { json: await orderBody(), headers: key() });
      expect([placed.status, await placed.clone().text()]).toEqual([201, expect.any(String)]);
      orders.push(PlacedOrder.parse(await placed.json()));
    }
    const walked = await Promise.all(
      FAULT_ORDER.map((kind, n) => walk(kind, orders[n] as PlacedOrder)),
    );
    for (const { kind, holds, held, payment, verified } of walked) {
      const amount = payment.cardAmount.amountMinor;
      const wanted = { all: amount, nothing: 0, null: null }[String(holds) as "all"];
      expect([kind, held]).toEqual([kind, wanted]);
      expect([kind, [200, 202, 402].includes(verified)]).toEqual([kind, true]);
    }
    // What was charged under another order id is found by the comparison of the books, and shown to administrators.
    const day = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
    const lines: string[] = [];
    const { urls, serviceKey, admin } = system();
    const code = await freshCode(admin, system().adminUrl);
    const asked = { api: urls.api, serviceKey, ...admin, code, from: day, to: day };
    expect(await compareDays(asked, (line) => lines.push(line))).toBe(true);
    expect(lines).toHaveLength(1);
    const token = await signIn(admin);
    const open = await api("/api/admin/payments/differences?limit=100", { token });
    const { items } = DifferencePage.parse(await open.json());
    const strayed = walked.find(({ kind }) => kind === "order_mismatch")?.payment.id;
    expect(items).toContainEqual(
      expect.objectContaining({ kind: "unknown_payment", paymentId: `other_${strayed}` }),
    );
  }, 400_000);
});
