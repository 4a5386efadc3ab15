/** From a purchase to a mail that can be read: order, the queue, notification and the mailbox, on the running platform. */

import { PlacedOrder } from "@edgemart/contracts/order";
import { orderBody, payAtGateway } from "@edgemart/testkit/operations/order-calls";
import { api, system } from "@edgemart/testkit/system";
import pg from "pg";
import { describe, expect, test, vi } from "vitest";

interface Mail {
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
}

const key = () => ({ "idempotency-key": crypto.randomUUID() });

/** Mails to an address, oldest first, once there are so many. */
async function mailsTo(address: string, count: number): Promise<Mail[]> {
  return vi.waitFor(
    async () => {
      const answer = await fetch(
        `${system().urls.mailbox}/api/mails?to=${encodeURIComponent(address)}`,
      );
      const { mails } = (await answer.json()) as { mails: Mail[] };
      if (mails.length < count) throw new Error(`${mails.length} mails`);
      return mails.reverse();
    },
    { timeout: 60_000, interval: 250 },
  );
}

/** Buys as a guest. */
async function buy(email: string, locale: "ko" | "en") {
  const body = await orderBody();
  const contact = { ...body.contact, email };
  const placed = await api("/api/orders", { json: { ...body, contact, locale }, headers: key() });
  const order = PlacedOrder.parse(await placed.json());
  const token = { "x-order-token": order.token ?? "" };
  const paying = await api("/api/payments", {
    json: { orderId: order.id },
    headers: { ...token, ...key() },
  });
  const payment = await paying.json();
  const paymentKey = await payAtGateway(payment.next.url);
  const verified = await api(`/api/payments/${payment.id}/verify`, {
    json: { paymentKey, amount: payment.cardAmount, orderId: payment.id },
    headers: token,
  });
  expect(verified.status).toBe(200);
  return { order, token };
}

describe("notifications 4, 9, 23, 47: a purchase on the running platform", () => {
  test.each(["ko", "en"] as const)(
    "of a guest, in %s: a receipt, and what the cancellation does, each once",
    async (locale) => {
      const email = `${crypto.randomUUID()}@example.com`;
      const { order, token } = await buy(email, locale);
      const [receipt] = await mailsTo(email, 1);
      expect(receipt).toMatchObject({
        to: email,
        subject: expect.stringMatching(new RegExp(`^Edgemart: .*${order.number}$`)),
        headers: { "Auto-Submitted": "auto-generated", "Content-Language": locale },
      });
      expect(receipt?.html).toContain(`lang="${locale}"`);
      const link = `${system().urls.web}/${locale}/orders/lookup`;
      expect([receipt?.html.includes(link), receipt?.text.includes(link)]).toEqual([true, true]);

      await api(`/api/guest/orders/${order.id}/cancel`, { json: {}, headers: token });
      const all = await mailsTo(email, 3);
      expect(new Set(all.map(({ subject }) => subject)).size).toBe(3);

      const database = new pg.Client({ connectionString: system().adminUrl });
      await database.connect();
      try {
        const { rows } = await database.query(
          "select state, count(*)::int as n from notification.delivery where target = $1 group by 1",
          [`order:${order.id}`],
        );
        expect(rows).toEqual([{ state: "sent", n: 3 }]);
      } finally {
        await database.end();
      }
    },
    180_000,
  );
});
