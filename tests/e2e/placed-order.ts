/** Guests' orders made by the API, and the cookie that lets a browser see one. */
import { payAtGateway } from "@edgemart/testkit/operations/order-calls";
import { api, freshEmail } from "@edgemart/testkit/system";
import type { BrowserContext } from "playwright-core";

const ORDER = {
  items: [{ sku: "DAL-0001-MOSS", quantity: 1 }],
  shippingAddress: {
    ...{ recipient: "김민아", phone: "010-1234-5678", country: "KR" },
    ...{ postcode: "04524", line1: "서울특별시 중구 세종대로 110" },
  },
};

/** An order as its guest got it. */
interface Placed {
  id: string;
  number: string;
  token: string;
}

/** Places an order as a guest. */
export async function placedOrder(body: object = {}): Promise<Placed> {
  const contact = { name: "김민아", email: freshEmail(), phone: "010-1234-5678" };
  const answer = await api("/api/orders", { json: { ...ORDER, contact, ...body } });
  if (answer.status !== 201) throw new Error(`no order was made: ${await answer.text()}`);
  return (await answer.json()) as Placed;
}

/** Places an order as a guest and pays it by card. */
export async function paidOrder(body: object = {}): Promise<Placed> {
  const placed = await placedOrder(body);
  const headers = { "x-order-token": placed.token };
  const begun = await api("/api/payments", { json: { orderId: placed.id }, headers });
  const { id, cardAmount, next } = (await begun.json()) as {
    id: string;
    cardAmount: object;
    next: { url: string };
  };
  const json = { paymentKey: await payAtGateway(next.url), amount: cardAmount };
  const paid = await api(`/api/payments/${id}/verify`, { json, headers });
  if (paid.status !== 200) throw new Error(`not paid: ${await paid.text()}`);
  return placed;
}

/** Places an order and gives its right to this browser. @returns the order's id */
export async function placedIn(context: BrowserContext): Promise<string> {
  const { id, token } = await placedOrder();
  await context.addCookies([
    {
      ...{ name: "__Host-Http-orders", value: `${id}:${token}`, domain: "localhost", path: "/" },
      ...{ secure: true, httpOnly: true, sameSite: "Lax" as const },
    },
  ]);
  return id;
}
