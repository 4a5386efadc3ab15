/** A guest who buys one thing through the API and the payment page, and meets a crash on the way. */
import { randomUUID } from "node:crypto";
import { shopAtGateway } from "../../tools/local/payment-gateway/shopper.ts";
import type { CrashShop } from "./shop.ts";

/** What the guest does when an answer does not come: asks again, or is never seen again. */
export type Patience = "asks_again" | "leaves";

/** What the guest was answered. */
export interface Told {
  orderId: string | null;
  paymentId: string | null;
  /** The shop said that it is paid. */
  isPaid: boolean;
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** How often an impatient person presses the button. */
const TRIES = 6;

/** Buys; every way ends with what the guest was answered until then. */
export async function buy(shop: CrashShop, patience: Patience): Promise<Told> {
  const told: Told = { orderId: null, paymentId: null, isPaid: false };
  const guest = { "cf-connecting-ip": address() };
  const ask = asker(shop, patience, guest);
  const placed = await ask("/api/orders", orderOf(shop.sku), 201);
  if (!placed) return told;
  told.orderId = String(placed.body.id);
  const token = { "x-order-token": String(placed.body.token) };
  const begun = await ask("/api/payments", { orderId: told.orderId }, 201, token);
  if (!begun) return told;
  told.paymentId = String(begun.body.id);
  // Guarantee of the cast: an attempt that was opened for a card has a page.
  const { url } = begun.body.next as { url: string };
  const back = await shopAtGateway(url).catch(() => null);
  if (!back?.paymentKey) return told;
  const { paymentKey, orderId, amount } = back;
  const proof = { paymentKey, orderId, amount: Number(amount) };
  const paid = await ask(`/api/payments/${told.paymentId}/verify`, proof, 200);
  told.isPaid = paid?.body.status === "PAID";
  return told;
}

/**
 * Asks until the wanted answer comes, or the guest has had enough; null: it never came.
 *
 * Without a key: to begin to pay and to verify are safe as they are, and an order that no one knows of ends by itself.
 */
function asker(shop: CrashShop, patience: Patience, guest: Record<string, string>) {
  return async (
    path: string,
    body: unknown,
    wanted: number,
    more: Record<string, string> = {},
  ): Promise<Answer | null> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const answer = await post(`${shop.up.urls.api}${path}`, body, { ...guest, ...more });
      if (answer && (answer.status === wanted || answer.status === 200)) return answer;
      await shop.calm();
      if (patience === "leaves") return null;
      // The clock of a busy shop goes on while a person waits.
      await shop.tick();
    }
    return null;
  };
}

async function post(
  url: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer | null> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    // Guarantee of the cast: the API answers with objects.
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  } catch {
    // No answer: the connection ended with workerd.
    return null;
  }
}

function orderOf(sku: string) {
  return {
    items: [{ sku, quantity: 1 }],
    contact: { name: "Mina Kim", email: `${randomUUID()}@example.com`, phone: null },
    shippingAddress: {
      recipient: "Mina Kim",
      phone: "010-1234-5678",
      country: "KR",
      postcode: "04524",
      line1: "Sejong-daero 110",
    },
  };
}

/** A documentation address (RFC 3849) no one else uses. */
function address(): string {
  const group = () => Math.floor(Math.random() * 0xffff).toString(16);
  return `2001:db8:${group()}:${group()}::1`;
}
