/** Virtual accounts: opened by confirm, paid at a bank, closed in time, taken back, given back. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { abandonAttempt } from "../src/verbs/abandon-attempt.ts";
import { confirmPayment } from "../src/verbs/confirm-payment.ts";
import { lookUpPayments } from "../src/verbs/look-up-payments.ts";
import { openAttempt } from "../src/verbs/open-attempt.ts";
import { refundPayment } from "../src/verbs/refund-payment.ts";
import { sweep } from "../src/verbs/sweep.ts";
import { attempt, authorise, startTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await startTill();
}, 60_000);
afterAll(() => till?.stop());

async function awaiting() {
  const input = attempt({ instrument: "virtual_account" });
  const { paymentId, cardMinor: amountMinor } = input;
  const paymentKey = await authorise(await openAttempt(input, till.work()), {
    method: "virtual_account",
  });
  const confirmed = await confirmPayment(
    { purpose: "order", paymentId, paymentKey, amountMinor },
    till.work(),
  );
  expect(confirmed).toMatchObject({
    state: "awaiting_deposit",
    account: { accountNumber: expect.stringMatching(/^X\d+$/), dueAt: expect.any(String) },
  });
  return { ...input, paymentKey };
}
const look = async (paymentId: string) => {
  await till.makeDue(paymentId);
  const [facts] = await lookUpPayments("order", [paymentId], till.work());
  return facts;
};
const account = { bank: "88", accountNumber: "110123456789", holderName: "김민아" };
const refund = (paymentId: string, cardMinor: number, more: object = {}) =>
  refundPayment(
    {
      id: newId("refund"),
      purpose: "order",
      paymentId,
      kind: "owner",
      cardMinor,
      pointAmount: 0,
      reason: "x",
      account: undefined,
      ...more,
    },
    till.work(),
  );

describe("payments 28, 29: a deposit", () => {
  test("is paid by the money that comes, and by nothing else", async () => {
    const { paymentId } = await awaiting();
    expect((await look(paymentId))?.state).toBe("AWAITING_DEPOSIT");
    await till.bank(paymentId, "deposit");
    expect(await look(paymentId)).toMatchObject({ state: "PAID", instrument: "virtual_account" });
  });

  test("ten minutes after its last day it is cancelled at the gateway and ends", async () => {
    const { paymentId } = await awaiting();
    await till.age(paymentId, "due_at = now() - interval '9 minutes'");
    expect((await look(paymentId))?.state).toBe("AWAITING_DEPOSIT");
    await till.age(paymentId, "due_at = now() - interval '11 minutes'");
    expect((await look(paymentId))?.state).toBe("EXPIRED");
    expect(await till.atGateway(paymentId)).toMatchObject({ status: "CANCELED" });
  });

  test("payments 43.17: money in the minute of expiry wins", async () => {
    const { paymentId } = await awaiting();
    await till.age(paymentId, "due_at = now() - interval '11 minutes'");
    await till.bank(paymentId, "deposit");
    expect((await look(paymentId))?.state).toBe("PAID");
    expect(await till.atGateway(paymentId)).toMatchObject({ status: "DONE" });
  });

  test("abandoned it is closed at the gateway; if the money came first it is paid", async () => {
    const [early, late] = [await awaiting(), await awaiting()];
    const abandon = ({ paymentId: id, reference }: typeof early) =>
      abandonAttempt(
        { id, purpose: "order", reference, attempt: 1, why: "cancelled" },
        till.work(),
      );
    expect(await abandon(early)).toEqual({ state: "abandoned" });
    expect(await till.atGateway(early.paymentId)).toMatchObject({ status: "CANCELED" });
    await till.bank(late.paymentId, "deposit");
    expect(await abandon(late)).toEqual({ state: "paid" });
  });
});

test("payments 30, 43.16: a deposit that the bank takes back moves no state, is told once, and ends when it comes again", async () => {
  const { paymentId } = await awaiting();
  await till.bank(paymentId, "deposit");
  await look(paymentId);
  await till.bank(paymentId, "take_back");
  const differences = () =>
    till.database.query<{ closed: boolean }>(
      "select closed_at is not null as closed from payment.difference where payment_id = $1",
      [paymentId],
    );
  const asked = () => askPaid(paymentId);
  await asked();
  await asked();
  const [facts] = await lookUpPayments("order", [paymentId], till.work());
  expect(facts).toMatchObject({ state: "PAID", depositReversed: true });
  expect(await differences()).toEqual([{ closed: false }]);
  await till.bank(paymentId, "deposit");
  await asked();
  const [again] = await lookUpPayments("order", [paymentId], till.work());
  expect(again).toMatchObject({ state: "PAID", depositReversed: false });
  expect(await differences()).toEqual([{ closed: true }]);
  await till.settled();
  const told = till.sent.filter(
    ({ data }) => (data as { paymentId: string }).paymentId === paymentId,
  );
  expect(told.map(({ data }) => (data as { state: string }).state)).toEqual([
    "AWAITING_DEPOSIT",
    "PAID",
    "PAID",
    "PAID",
  ]);
});

/** A webhook names it, and it is looked up. */
async function askPaid(paymentId: string) {
  const work = till.work();
  await till.database.query("delete from payment.webhook where payment_id = $1", [paymentId]);
  await till.forgetCalls(paymentId);
  await work.webhooks.keep({
    gateway: "simulator",
    id: crypto.randomUUID(),
    paymentId,
    type: "DEPOSIT_CALLBACK",
    status: "DONE",
    secretHash: null,
  });
  const { handleWebhooks } = await import("../src/verbs/handle-webhooks.ts");
  await handleWebhooks(paymentId, work);
}

describe("payments 35: the refund of a deposit", () => {
  test("needs an account before anything is written, and says when the money is there", async () => {
    const { paymentId } = await awaiting();
    await till.bank(paymentId, "deposit");
    await look(paymentId);
    expect(await refund(paymentId, 4_000)).toEqual({ state: "account_required" });
    const id = newId("refund");
    const done = await refund(paymentId, 4_000, { id, account });
    expect(done).toEqual({ state: "done", settlesAt: expect.stringMatching(/^20/) });
    expect(await till.atGateway(paymentId)).toMatchObject({ balanceAmount: 20_000 });
    const [row] = await till.database.query<{ sealed_account: string | null }>(
      "select sealed_account from payment.refund where id = $1",
      [id],
    );
    expect(row?.sealed_account).toBeNull();
  });

  test("payments 43.20: refused for its account, then with another one: done, not the stored refusal", async () => {
    const { paymentId } = await awaiting();
    await till.bank(paymentId, "deposit");
    await look(paymentId);
    const id = newId("refund");
    const wrong = { ...account, bank: "999" };
    expect(await refund(paymentId, 4_000, { id, account: wrong })).toMatchObject({
      state: "refused",
    });
    expect(await refund(paymentId, 4_000, { id, account })).toMatchObject({ state: "done" });
    expect(await till.atGateway(paymentId)).toMatchObject({ balanceAmount: 20_000 });
  });
});

describe("payments 30: the refund of a deposit that the bank took back", () => {
  async function deposited() {
    const { paymentId } = await awaiting();
    await till.bank(paymentId, "deposit");
    await look(paymentId);
    return paymentId;
  }
  const sums = async (paymentId: string) => {
    const { refunding_card, refunded_card } = await till.row(paymentId);
    return [Number(refunding_card), Number(refunded_card)];
  };
  const refusedFor = { state: "refused", why: "deposit_reversed" };

  test.each([
    ["in full", 24_000],
    ["in part", 4_000],
  ])("asked for %s is refused: nothing is cancelled that holds no money", async (_name, amount) => {
    const paymentId = await deposited();
    await till.bank(paymentId, "take_back");
    const id = newId("refund");
    expect(await refund(paymentId, amount, { id, account })).toMatchObject(refusedFor);
    expect(await till.atGateway(paymentId)).toMatchObject({ status: "WAITING_FOR_DEPOSIT" });
    expect(await sums(paymentId)).toEqual([0, 0]);
    // Once the money is there again, the same refund gives it back.
    await till.bank(paymentId, "deposit");
    expect(await refund(paymentId, amount, { id, account })).toMatchObject({ state: "done" });
    expect(await till.atGateway(paymentId)).toMatchObject({ balanceAmount: 24_000 - amount });
  });

  test("under way ends as the look says, and leaves no reserve", async () => {
    const paymentId = await deposited();
    await till.fault({ match: paymentId, kind: "500_before", on: ["cancel"] });
    const id = newId("refund");
    expect(await refund(paymentId, 4_000, { id, account })).toEqual({ state: "pending" });
    await till.bank(paymentId, "take_back");
    await till.makeRefundsDue([paymentId]);
    await sweep(till.work(), () => false);
    expect(await refund(paymentId, 4_000, { id })).toMatchObject({ state: "refused" });
    const [row] = await till.database.query(
      "select state, refusal, attention from payment.refund where id = $1",
      [id],
    );
    expect(row).toEqual({
      state: "REFUSED",
      refusal: "deposit_reversed",
      attention: "refund_refused",
    });
    expect(await sums(paymentId)).toEqual([0, 0]);
  });
});
