/** Webhooks: kept, answered, and looked up; nothing in them is believed. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { app } from "../src/app.ts";
import { confirmPayment } from "../src/verbs/confirm-payment.ts";
import { lookUpPayments } from "../src/verbs/look-up-payments.ts";
import { openAttempt } from "../src/verbs/open-attempt.ts";
import { sweep } from "../src/verbs/sweep.ts";
import { attempt, authorise, startTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await startTill();
}, 60_000);
afterAll(() => till?.stop());

const left: Promise<unknown>[] = [];
const execution = {
  waitUntil: (work: Promise<unknown>) => void left.push(work),
  passThroughOnException: () => undefined,
  props: {},
};
async function send(body: unknown, headers: Record<string, string> = {}, gateway = "simulator") {
  const answer = await app.request(
    `/api/payments/webhooks/${gateway}`,
    {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    },
    till.env,
    execution as never,
  );
  return answer;
}
const done = async () => {
  while (left.length > 0) await Promise.all(left.splice(0));
};
const changed = (orderId: string, status = "DONE") => ({
  eventType: "PAYMENT_STATUS_CHANGED",
  createdAt: "2026-11-30T00:00:00.000000",
  data: { orderId, status, paymentKey: "forged", totalAmount: 1 },
});
const stateOf = async (paymentId: string) => (await till.row(paymentId)).state;

async function opened(more: Parameters<typeof attempt>[0] = {}) {
  const input = attempt(more);
  const page = await openAttempt(input, till.work());
  return { ...input, page };
}
async function awaiting() {
  const {
    page,
    paymentId,
    cardMinor: amountMinor,
  } = await opened({ instrument: "virtual_account" });
  const paymentKey = await authorise(page, { method: "virtual_account" });
  await confirmPayment({ purpose: "order", paymentId, paymentKey, amountMinor }, till.work());
  await till.forgetCalls(paymentId);
  return paymentId;
}

describe("payments 23: a webhook is kept and answered", () => {
  test("well-formed JSON of any kind is 200; malformed is 400; another address is 404", async () => {
    for (const body of [
      changed("pay_x"),
      {},
      { eventType: "payout.changed", more: [1] },
      { orderId: 7 },
      { eventType: "a\u0000", data: { orderId: "pay\u0000", status: "\ud800" } },
    ]) {
      expect((await send(body)).status).toBe(200);
    }
    for (const body of ["{", "[]", '"x"', "{}x"]) expect((await send(body)).status).toBe(400);
    expect((await send(changed("pay_x"), {}, "toss")).status).toBe(200);
    expect((await send(changed("pay_x"), {}, "stripe")).status).toBe(404);
    expect((await send("x".repeat(70_000))).status).toBe(413);
    await done();
  });

  test("the same transmission 100 times is one row", async () => {
    const headers = { "tosspayments-webhook-transmission-id": crypto.randomUUID() };
    const body = changed(newId("payment"));
    await Promise.all(Array.from({ length: 100 }, () => send(body, headers)));
    const [row] = await till.database.query<{ n: number }>(
      "select count(*)::int as n from payment.webhook where id = $1",
      [headers["tosspayments-webhook-transmission-id"]],
    );
    expect(row?.n).toBe(1);
    await done();
  });
});

describe("payments 24: nothing in a body is believed", () => {
  test("payments 43.12: forged ones of an open attempt change nothing and ask nothing", async () => {
    const { paymentId } = await opened();
    const before = till.calls.length;
    for (const status of ["DONE", "CANCELED", "EXPIRED"]) await send(changed(paymentId, status));
    await done();
    expect(await stateOf(paymentId)).toBe("READY");
    expect(till.calls.length).toBe(before);
  });

  test("payments 43.12: forged ones of a deposit ask the gateway, and it says that nothing came", async () => {
    const paymentId = await awaiting();
    await send(changed(paymentId));
    await done();
    expect(await stateOf(paymentId)).toBe("AWAITING_DEPOSIT");
  });

  test("payments 43.15: a deposit's callback with another secret is dropped without a call", async () => {
    const paymentId = await awaiting();
    await till.bank(paymentId, "deposit");
    const before = till.calls.length;
    await send({
      createdAt: "x",
      secret: "ps_wrong",
      status: "DONE",
      transactionKey: "t",
      orderId: paymentId,
    });
    await done();
    expect(till.calls.length).toBe(before);
    expect(await stateOf(paymentId)).toBe("AWAITING_DEPOSIT");
  });

  test("payments 25: the gateway's own two, doubled and at once, have one effect", async () => {
    const paymentId = await awaiting();
    await till.bank(paymentId, "deposit");
    const before = till.calls.length;
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        send(changed(paymentId, n % 2 ? "DONE" : "WAITING_FOR_DEPOSIT")),
      ),
    );
    await done();
    expect(await stateOf(paymentId)).toBe("PAID");
    expect(till.calls.length - before).toBe(1);
    const [paid] = await till.database.query<{ n: number }>(
      "select count(*)::int as n from payment.payment_event where payment_id = $1 and name = 'paid'",
      [paymentId],
    );
    expect(paid?.n).toBe(1);
  });

  test("payments 43.13: one that comes again after the end changes nothing", async () => {
    const paymentId = await awaiting();
    await till.bank(paymentId, "deposit");
    await send(changed(paymentId));
    await done();
    const before = await till.row(paymentId);
    await till.forgetCalls(paymentId);
    await send(changed(paymentId, "WAITING_FOR_DEPOSIT"), {
      "tosspayments-webhook-transmission-id": "again",
    });
    await done();
    const { next_look_at: _, ...after } = await till.row(paymentId);
    const { next_look_at: __, ...was } = before;
    expect(after).toEqual(was);
  });

  test("payments 43.14: one that comes before the answer to the confirm has no effect of its own", async () => {
    const { page, paymentId, cardMinor: amountMinor } = await opened();
    const paymentKey = await authorise(page);
    await till.fault({ match: paymentId, kind: "slow", value: 300 });
    const confirming = confirmPayment(
      { purpose: "order", paymentId, paymentKey, amountMinor },
      till.work(),
    );
    await Promise.all(Array.from({ length: 10 }, () => send(changed(paymentId))));
    expect(await confirming).toEqual({ state: "paid" });
    await done();
    const events = await till.database.query<{ name: string }>(
      "select name from payment.payment_event where payment_id = $1 order by version",
      [paymentId],
    );
    expect(events.map(({ name }) => name)).toEqual(["opened", "confirming", "paid"]);
    const calls = await till.database.query<{ verb: string }>(
      "select verb from payment.gateway_call where payment_id = $1",
      [paymentId],
    );
    expect(calls).toEqual([{ verb: "confirm" }]);
  });

  test("payments 43.33: 200 about one payment in 5 seconds make one call", async () => {
    const paymentId = await awaiting();
    const before = till.calls.length;
    await Promise.all(Array.from({ length: 200 }, (_, n) => send({ ...changed(paymentId), n })));
    await done();
    expect(till.calls.length - before).toBe(1);
  });

  test("payments 44: is answered after one statement: what follows may wait for ever", async () => {
    const real = globalThis.fetch;
    let goOn = () => {};
    const later = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let statements = 0;
    const asked = vi.spyOn(globalThis, "fetch").mockImplementation(async (...request) => {
      statements += 1;
      if (statements > 1) await later;
      return real(...request);
    });
    const paymentId = newId("payment");
    expect((await send(changed(paymentId))).status).toBe(200);
    asked.mockRestore();
    const kept = await till.database.query("select 1 from payment.webhook where payment_id = $1", [
      paymentId,
    ]);
    expect(kept).toHaveLength(1);
    goOn();
    await done();
  });

  test("payments 44: 1 000 about unknown ids make none", async () => {
    const before = till.calls.length;
    const rounds = process.env.EDGEMART_FULL ? 200 : 20;
    for (let round = 0; round < rounds; round++) {
      await Promise.all(Array.from({ length: 50 }, () => send(changed(newId("payment")))));
      await done();
    }
    expect(till.calls.length).toBe(before);
  });
});

test("payments 16: a webhook whose look was lost is handled by the clock", async () => {
  const paymentId = await awaiting();
  await till.bank(paymentId, "deposit");
  await till.work().webhooks.keep({
    gateway: "simulator",
    id: crypto.randomUUID(),
    paymentId,
    type: "PAYMENT_STATUS_CHANGED",
    status: "DONE",
    secretHash: null,
  });
  const swept = await sweep(till.work(), () => false);
  expect(swept.webhooks).toBeGreaterThanOrEqual(1);
  expect(await stateOf(paymentId)).toBe("PAID");
  expect((await lookUpPayments("order", [paymentId], till.work()))[0]?.state).toBe("PAID");
});
