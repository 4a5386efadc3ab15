/** Attacks and accidents on attempts: hanging gateways, wrong clocks, money of second attempts, other currencies. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { confirmPayment } from "../src/verbs/confirm-payment.ts";
import { lookUpPayments } from "../src/verbs/look-up-payments.ts";
import { openAttempt } from "../src/verbs/open-attempt.ts";
import { sweep } from "../src/verbs/sweep.ts";
import { attempt, authorise, startTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await startTill({ PAYMENT_GATEWAY_MS: 1_200 });
}, 60_000);
afterAll(() => till?.stop());
afterEach(() => void vi.restoreAllMocks());

async function authorised(more: Parameters<typeof attempt>[0] = {}) {
  const input = attempt(more);
  const key = await authorise(await openAttempt(input, till.work()));
  return { ...input, key };
}
const confirm = ({ paymentId, key, cardMinor }: Awaited<ReturnType<typeof authorised>>) =>
  confirmPayment(
    { purpose: "order", paymentId, paymentKey: key, amountMinor: cardMinor },
    till.work(),
  );
const goOn = async (paymentId: string) => {
  await till.makeDue(paymentId);
  await sweep(till.work(), () => false);
  return (await till.row(paymentId)).state;
};

test("payments 43.10: a gateway that hangs is given up at the limit, and the outcome is looked up", async () => {
  const payment = await authorised();
  await till.fault({ match: payment.paymentId, kind: "timeout_after", value: 60_000 });
  expect(await confirm(payment)).toEqual({ state: "pending" });
  const [call] = await till.database.query<{ code: string }>(
    "select code from payment.gateway_call where payment_id = $1",
    [payment.paymentId],
  );
  expect(call?.code).toBe("timeout");
  expect(await goOn(payment.paymentId)).toBe("PAID");
});

test("payments 43.24: the money of a second paid attempt of one order is given back", async () => {
  const first = await authorised();
  await till.fault({ match: first.paymentId, kind: "timeout_after", value: 10 });
  await till.fault({ match: first.paymentId, kind: "500_before", on: ["look"], times: 3 });
  expect(await confirm(first)).toEqual({ state: "pending" });
  // The first is taken for ended, wrongly; the second is paid.
  await till.age(first.paymentId, "state = 'FAILED'");
  const second = await authorised({ reference: first.reference, attempt: 2 });
  expect(await confirm(second)).toEqual({ state: "paid" });
  await till.clearFaults();
  await till.age(first.paymentId, "state = 'CONFIRMING'");
  expect(await goOn(first.paymentId)).toBe("ORPHANED");
  expect(await goOn(first.paymentId)).toBe("VOIDED");
  expect(await till.atGateway(first.paymentId)).toMatchObject({ status: "CANCELED" });
  expect(await till.atGateway(second.paymentId)).toMatchObject({ status: "DONE" });
});

test("payments 15: a refused cancellation of an open account is asked again under another key", async () => {
  const payment = attempt({ instrument: "virtual_account" });
  const opened = await openAttempt(payment, till.work());
  const key = await authorise(opened, { method: "virtual_account" });
  await till.fault({ match: payment.paymentId, kind: "amount_mismatch" });
  await till.fault({ match: payment.paymentId, kind: "cancel_refused" });
  expect(await confirm({ ...payment, key })).toEqual({ state: "declined", why: "amount_mismatch" });
  expect(await goOn(payment.paymentId)).toBe("ORPHANED");
  expect((await till.row(payment.paymentId)).void_refusals).toBe(1);
  expect(await goOn(payment.paymentId)).toBe("VOIDED");
  expect(await till.atGateway(payment.paymentId)).toMatchObject({ status: "CANCELED" });
});

test.each([
  ["JPY", 1_250, 1_250],
  ["USD", 1_999, 19.99],
] as const)("payments 43.27: %s is charged exactly", async (currency, cardMinor, units) => {
  const payment = await authorised({ currency, cardMinor });
  expect(await confirm(payment)).toEqual({ state: "paid" });
  expect(await till.atGateway(payment.paymentId)).toMatchObject({ totalAmount: units, currency });
});

test("a currency or an instrument that the gateway does not take is refused before anything is written", async () => {
  for (const more of [
    { currency: "EUR" as const },
    { currency: "EUR" as const, instrument: "transfer" as const },
  ]) {
    const input = attempt(more);
    expect(await openAttempt(input, till.work())).toEqual({ state: "method_unavailable" });
    const [facts] = await lookUpPayments("order", [input.paymentId], till.work());
    expect(facts?.state).toBe("UNKNOWN");
  }
});

test.each([-3_600_000, 3_600_000])(
  "payments 43.32: a Worker's clock that is %i ms off expires nothing early or late",
  async (off) => {
    const real = Date.now;
    vi.spyOn(Date, "now").mockImplementation(() => real() + off);
    const payment = await authorised();
    await sweep(till.work(), () => false);
    expect((await till.row(payment.paymentId)).state).toBe("READY");
    expect(await confirm(payment)).toEqual({ state: "paid" });
    const late = await authorised();
    await till.age(late.paymentId, "ready_until = now() - interval '1 second'");
    expect(await confirm(late)).toEqual({ state: "refused", why: "expired" });
    const [calls] = await till.database.query<{ fresh: boolean }>(
      "select bool_and(at between now() - interval '1 minute' and now()) as fresh from payment.gateway_call where payment_id = $1",
      [payment.paymentId],
    );
    expect(calls?.fresh).toBe(true);
  },
);

test("payments 43.33: 500 look-ups of one payment, 50 at once, make one call", async () => {
  const payment = await authorised();
  await till.fault({ match: payment.paymentId, kind: "timeout_after", value: 10 });
  await till.fault({ match: payment.paymentId, kind: "500_before", on: ["look"], times: 1 });
  expect(await confirm(payment)).toEqual({ state: "pending" });
  await till.makeDue(payment.paymentId);
  const before = till.calls.length;
  for (let round = 0; round < 10; round++) {
    const asked = () => lookUpPayments("order", [payment.paymentId], till.work());
    await Promise.all(Array.from({ length: 50 }, asked));
  }
  expect(till.calls.length - before).toBe(1);
});

test("payments 43.31: the secret key is in no row, no event, no note of a call", async () => {
  const payment = await authorised({ instrument: "virtual_account" });
  await confirm(payment);
  const secret = String(till.env.PAYMENT_SECRET_KEY);
  const tables = ["payment", "payment_event", "gateway_call", "outbox", "webhook", "refund"];
  for (const table of tables) {
    const rows = await till.database.query<{ text: string }>(
      `select t::text as text from payment.${table} t`,
    );
    const leaks = rows.filter(
      ({ text }) => text.includes(secret) || text.includes(btoa(`${secret}:`)),
    );
    expect([table, leaks]).toEqual([table, []]);
  }
  const customer = await till.database.query<{ text: string }>(
    "select t::text as text from payment.payment t",
  );
  expect(customer.filter(({ text }) => text.includes("mina@example.com"))).toEqual([]);
});

test("payments 44: a confirm is two statements and one call", async () => {
  const payment = await authorised();
  const before = till.calls.length;
  const asked = vi.spyOn(globalThis, "fetch");
  expect(await confirm(payment)).toEqual({ state: "paid" });
  const addresses = asked.mock.calls.map(
    ([input]) => new URL(String(input instanceof Request ? input.url : input)).pathname,
  );
  expect(addresses.filter((path) => path === "/sql")).toHaveLength(2);
  expect(till.calls.length - before).toBe(1);
});

test("payments 11: a state of another purpose is as unknown", async () => {
  const payment = await authorised();
  const { paymentId, key, cardMinor } = payment;
  const other = {
    purpose: "reservation" as const,
    paymentId,
    paymentKey: key,
    amountMinor: cardMinor,
  };
  expect(await confirmPayment(other, till.work())).toEqual({
    state: "refused",
    why: "unknown_payment",
  });
  const none = { ...other, purpose: "order" as const, paymentId: newId("payment") };
  expect(await confirmPayment(none, till.work())).toEqual({
    state: "refused",
    why: "unknown_payment",
  });
});
