/** Guests' orders made by the API, and the cookie that lets a browser see one. */
import { randomUUID } from "node:crypto";
import { payAtGateway } from "@edgemart/testkit/operations/order-calls";
import { api, freshEmail } from "@edgemart/testkit/system";
import type { BrowserContext } from "playwright-core";
import { vi } from "vitest";

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

/** Asks again while a busy platform answers that it could not in time: each of these calls may be repeated. */
function asked<T>(path: string, init: Parameters<typeof api>[1]): Promise<T> {
  const once = async () => {
    const answer = await api(path, init);
    if (answer.status !== 200 && answer.status !== 201) {
      throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    }
    return (await answer.json()) as T;
  };
  return vi.waitFor(once, { timeout: 60_000, interval: 500 });
}

/** Places an order as a guest. */
export function placedOrder(body: object = {}): Promise<Placed> {
  const contact = { name: "김민아", email: freshEmail(), phone: "010-1234-5678" };
  const headers = { "idempotency-key": randomUUID() };
  return asked<Placed>("/api/orders", { json: { ...ORDER, contact, ...body }, headers });
}

interface Begun {
  id: string;
  cardAmount: object;
  next: { url: string };
}

/** Places an order as a guest and pays it by card. */
export async function paidOrder(body: object = {}): Promise<Placed> {
  const placed = await placedOrder(body);
  const headers = { "x-order-token": placed.token };
  const paying = { json: { orderId: placed.id }, headers };
  const { id, cardAmount, next } = await asked<Begun>("/api/payments", paying);
  const json = { paymentKey: await payAtGateway(next.url), amount: cardAmount };
  await asked(`/api/payments/${id}/verify`, { json, headers });
  return placed;
}

/** Places an order and gives its right to this browser. @returns the order's id */
export async function placedIn(context: BrowserContext, body: object = {}): Promise<string> {
  const { id, token } = await placedOrder(body);
  await context.addCookies([
    {
      ...{ name: "__Host-Http-orders", value: `${id}:${token}`, domain: "localhost", path: "/" },
      ...{ secure: true, httpOnly: true, sameSite: "Lax" as const },
    },
  ]);
  return id;
}
