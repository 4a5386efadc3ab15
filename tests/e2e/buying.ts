/** What browsers that buy do: fill the cart, order, pay; and orders that are paid by the API, for tests of what comes after. */
import { Order, type PlacedOrder } from "@edgemart/contracts/order";
import { Payment } from "@edgemart/contracts/payment";
import { orderBody, payAtGateway } from "@edgemart/testkit/operations/order-calls";
import { api, freshEmail, system } from "@edgemart/testkit/system";
import { newId } from "@edgemart/worker-kit/ids";
import pg from "pg";
import type { BrowserContext, Page } from "playwright-core";
import { expect, vi } from "vitest";
import { web } from "./visit.ts";

/** A thing that is on sale. */
export const SKU = "DAL-0001-MILK";
/** A telephone's screen. */
export const PHONE = { viewport: { width: 390, height: 844 } };

/** Puts a thing into the cart of this browser, as its form does. */
export async function fillCart(context: BrowserContext, quantity = 1): Promise<void> {
  const form = { do: "add", sku: SKU, quantity: String(quantity), lang: "en" };
  const answer = await context.request.post(web("/api/cart"), {
    form,
    headers: { "sec-fetch-site": "same-origin", "x-bff": "1" },
  });
  expect(answer.status()).toBe(200);
}

/** Fills the checkout's form in and orders. @returns the order's id */
export async function order(page: Page, lang = "en"): Promise<string> {
  await page.goto(web(`/${lang}/checkout`));
  const field = (name: string) => page.locator(`main input[name="${name}"]`);
  if ((await field("name").inputValue()) === "") await field("name").fill("김민아");
  if ((await field("email").inputValue()) === "") await field("email").fill(freshEmail());
  await field("phone").fill("010-1234-5678");
  await field("postcode").fill("04766");
  await field("line1").fill("서울특별시 성동구 가람길 12");
  await page.locator('form[action="/api/checkout/place"] button:not([name])').click();
  await page.waitForURL(/\/checkout\/ord_[a-z0-9]+$/);
  return page.url().split("/").at(-1) ?? "";
}

/** Agrees and goes to the payment page. */
export async function toPaymentPage(page: Page): Promise<void> {
  await page.locator('input[name="agree"]').check();
  await page.locator('form[action="/api/checkout/pay"] button:not([name])').click();
  await page.locator('button[name="outcome"][value="pay"]').waitFor();
}

/** Chooses at the payment page. */
export const pay = (page: Page, outcome: "pay" | "decline" | "cancel" = "pay") =>
  page.locator(`button[name="outcome"][value="${outcome}"]`).click();

/** Address of an order's page. */
export const orderUrl = (id: string, lang = "en") => web(`/${lang}/orders/${id}`);

/** The heading of a page. */
export const heading = (page: Page) => page.locator("h1").innerText();

/** An order that was made by the API, and who may see it. */
export interface MadeOrder {
  id: string;
  /** Null for a member's. */
  token: string | null;
  paymentId: string;
  read(): Promise<Order>;
}

interface Buyer {
  /** Of a member. */
  accessToken?: string;
  quantity?: number;
  instrument?: "card" | "virtual_account";
  pointUsed?: number;
}

/** Places an order and goes through its payment: paid by card, or waiting for its deposit. */
export async function boughtOrder(buyer: Buyer = {}): Promise<MadeOrder> {
  const { accessToken, quantity = 3, instrument = "card", pointUsed = 0 } = buyer;
  const { items, ...rest } = await orderBody();
  const body = { ...rest, items: items.map((item) => ({ ...item, quantity })) };
  const whose = accessToken ? { token: accessToken } : {};
  const placed = await api("/api/orders", { json: body, ...whose });
  if (placed.status !== 201) throw new Error(`no order was made: ${await placed.text()}`);
  const made = (await placed.json()) as PlacedOrder;
  const token = made.token ?? null;
  const auth = token ? { headers: { "x-order-token": token } } : whose;
  const cardMinor = made.total.amountMinor - pointUsed;
  const paying = await api("/api/payments", {
    json: {
      ...{ orderId: made.id, instrument, pointUsed },
      paymentMethod: pointUsed === 0 ? "CARD" : "MIXED",
      cardAmount: { ...made.total, amountMinor: cardMinor },
    },
    ...auth,
  });
  if (paying.status !== 201) throw new Error(`no payment was begun: ${await paying.text()}`);
  const payment = Payment.parse(await paying.json());
  if (payment.next?.type !== "redirect") throw new Error("the payment has no page");
  const paymentKey = await payAtGateway(payment.next.url);
  const verified = await api(`/api/payments/${payment.id}/verify`, {
    json: { paymentKey, amount: payment.cardAmount, orderId: payment.id },
    ...auth,
  });
  if (verified.status !== 200) throw new Error(`it was not paid: ${await verified.text()}`);
  const root = token ? "/api/guest/orders" : "/api/orders";
  const read = async () => {
    const answer = await api(`${root}/${made.id}`, auth);
    if (!answer.ok) throw new Error(`the order answered ${answer.status}: ${await answer.text()}`);
    return Order.parse(await answer.json());
  };
  return { id: made.id, token, paymentId: payment.id, read };
}

/** Lets a browser see a guest's order, after the orders that it holds. */
export async function letSee(context: BrowserContext, ...orders: MadeOrder[]): Promise<void> {
  const value = orders.map(({ id, token }) => `${id}:${token}`).join("~");
  await context.addCookies([
    {
      ...{ name: "__Host-Http-orders", value, domain: "localhost", path: "/" },
      ...{ secure: true, httpOnly: true, sameSite: "Lax" as const },
    },
  ]);
}

/** Asks the local payment gateway for something that no shop can: a fault, or what happens at a bank. */
export async function atGateway(path: "/faults" | "/bank/moves", body: object): Promise<void> {
  const gateway = system().paymentGateway;
  if (!gateway) throw new Error("payment asks another gateway");
  const answer = await fetch(`${gateway.url}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${gateway.keys.controlToken}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
}

/** Leaves a part of a paid deposit's refund waiting for an account, as it is after the gateway asked for one. */
export async function leaveWaiting(made: MadeOrder): Promise<void> {
  const database = new pg.Client({ connectionString: system().adminUrl });
  await database.connect();
  try {
    await database.query(
      `insert into orders.change
         (id, order_id, kind, state, n, refund_id, card_minor, needs_account, failure)
       values ($1, $2, 'goodwill', 'FAILED', 9, $3, 1000, true, 'account_required')`,
      [newId("change"), made.id, newId("refund")],
    );
  } finally {
    await database.end();
  }
}

/**
 * Repeats what a gateway's webhook says, and looks, until it is so: the platform of these tests has no clock that comes
 * back to a webhook of a payment that was asked for within the last 5 seconds.
 */
export async function hintUntil(made: MadeOrder, isSo: (order: Order) => boolean): Promise<Order> {
  return vi.waitFor(
    async () => {
      const data = { orderId: made.paymentId, status: "DONE" };
      const json = { eventType: "PAYMENT_STATUS_CHANGED", createdAt: new Date(), data };
      await api("/api/payments/webhooks/simulator", { json });
      return so(made, isSo);
    },
    { timeout: 50_000, interval: 1_000 },
  );
}

/** Looks until an order is so. */
export const until = (made: MadeOrder, isSo: (order: Order) => boolean): Promise<Order> =>
  vi.waitFor(() => so(made, isSo), { timeout: 50_000, interval: 250 });

async function so(made: MadeOrder, isSo: (order: Order) => boolean): Promise<Order> {
  const order = await made.read();
  if (isSo(order)) return order;
  const changes = order.changes.map(({ kind, state }) => `${kind} ${state}`);
  throw new Error(`${order.id} is ${order.status}, ${order.payment?.status}, ${changes}`);
}
