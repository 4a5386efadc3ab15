/** What follows a purchase on the running platform, through the API alone: a parcel, a return, the money of what arrived, the points. */
import { Order } from "@edgemart/contracts/order";
import { AdminOrder } from "@edgemart/contracts/order-administration";
import { orderBody, payAtGateway } from "@edgemart/testkit/operations/order-calls";
import { api, newMember, signIn, system } from "@edgemart/testkit/system";
import { describe, expect, test, vi } from "vitest";

const key = () => ({ "idempotency-key": crypto.randomUUID() });

describe("orders 39, 40: after a purchase on the running platform", () => {
  test("3 are sent and asked back, 2 arrive, 2 are refunded; the order is completed and its points are posted", async () => {
    const { accessToken: token } = await newMember();
    const admin = await signIn(system().admin);
    const [item] = (await orderBody()).items;
    const body = { ...(await orderBody()), items: [{ sku: item?.sku ?? "", quantity: 3 }] };
    const placed = Order.parse(
      await (await api("/api/orders", { json: body, token, headers: key() })).json(),
    );
    const path = `/api/orders/${placed.id}`;
    const read = async () => Order.parse(await (await api(path, { token })).json());
    const opened = await api("/api/payments", {
      json: { orderId: placed.id },
      token,
      headers: key(),
    });
    const payment = (await opened.json()) as {
      id: string;
      cardAmount: object;
      next: { url: string };
    };
    const paymentKey = await payAtGateway(payment.next.url);
    const verify = { paymentKey, amount: payment.cardAmount };
    expect((await api(`/api/payments/${payment.id}/verify`, { json: verify, token })).status).toBe(
      200,
    );

    const act = async (rest: string, json: object) => {
      const address = `/api/admin/orders/${placed.id}${rest}`;
      return api(address, { json, token: admin, headers: key() });
    };
    // Catalog sells after the answer: until then nothing is packed.
    const packed = await vi.waitFor(
      async () => {
        const answer = await act("/shipments", {});
        if (answer.status !== 200) throw new Error(`packing answered ${answer.status}`);
        return AdminOrder.parse(await answer.json());
      },
      { timeout: 60_000, interval: 250 },
    );
    const parcel = `/shipments/${packed.shipments[0]?.id}`;
    const SHIP = { carrier: "hanjin", trackingNumber: "5123-4567-8901" };
    expect((await act(`${parcel}/ship`, SHIP)).status).toBe(200);
    expect((await read()).shipments[0]?.trackingUrl).toMatch(/hanjin.*5123-4567-8901$/);
    // notifications 35: by order, queue and notification to the telephone of the delivery.
    await vi.waitFor(
      async () => {
        const answer = await fetch(`${system().urls.mailbox}/api/texts`);
        const { texts } = (await answer.json()) as { texts: { variables: { number: string } }[] };
        if (!texts.some(({ variables }) => variables.number === packed.number)) {
          throw new Error("no text has come");
        }
      },
      { timeout: 60_000, interval: 250 },
    );
    expect((await act(`${parcel}/deliver`, {})).status).toBe(200);

    const asking = { lines: [{ line: 1, quantity: 3 }], reason: "defective", note: "scratched" };
    const asked = await api(`${path}/returns`, { json: asking, token, headers: key() });
    expect(asked.status).toBe(201);
    const changeId = Order.parse(await asked.json()).changes[0]?.id ?? "";
    expect((await act(`/returns/${changeId}/approve`, {})).status).toBe(200);
    const arrived = { lines: [{ line: 1, received: 2, restocked: 1 }] };
    const receipt = await act(`/returns/${changeId}/receive`, arrived);
    expect([200, 202]).toContain(receipt.status);
    const after = await vi.waitFor(
      async () => {
        const order = await read();
        if (order.changes[0]?.state !== "DONE") throw new Error(JSON.stringify(order.changes));
        return order;
      },
      { timeout: 60_000, interval: 250 },
    );
    const share = Math.floor(((after.lines[0]?.card.amountMinor ?? 0) * 2) / 3);
    expect(after).toMatchObject({
      status: "PAID",
      lines: [{ returned: 2, returnable: 1 }],
      changes: [{ card: { amountMinor: share }, fee: { amountMinor: 0 } }],
      payment: { refundedAmount: { amountMinor: share } },
    });

    const received = await api(`${path}/received`, { method: "POST", token, headers: key() });
    expect([200, 202]).toContain(received.status);
    expect((await read()).status).toBe("COMPLETED");
    const earned = await vi.waitFor(
      async () => {
        const balance = await (await api("/api/points/balance", { token })).json();
        if ((balance as { available: number }).available === 0) throw new Error("nothing posted");
        return balance;
      },
      { timeout: 60_000, interval: 250 },
    );
    expect(earned).toMatchObject({ available: after.pointsToEarn, pending: [] });
  }, 180_000);
});
