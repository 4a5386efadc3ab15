/** Points in payments: held with the attempt, spent with PAID, free with its end, given back with a refund. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { abandonAttempt } from "../src/verbs/abandon-attempt.ts";
import { confirmPayment } from "../src/verbs/confirm-payment.ts";
import { openAttempt } from "../src/verbs/open-attempt.ts";
import { refundPayment } from "../src/verbs/refund-payment.ts";
import { sweep } from "../src/verbs/sweep.ts";
import { attempt, authorise, startTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await startTill();
}, 60_000);
afterAll(() => till?.stop());

/** A member with 5 000 points. */
async function member(amount = 5_000): Promise<string> {
  const memberId = newId("member");
  const key = crypto.randomUUID();
  const given = {
    key,
    memberId,
    amount,
    reason: "welcome",
    referenceType: "MANUAL",
    referenceId: "test",
  } as const;
  await till.work().points.grant(given, 365);
  return memberId;
}
const available = async (memberId: string) => (await till.work().pointReads.of(memberId)).available;
const refund = (paymentId: string, cardMinor: number, pointAmount: number, id = newId("refund")) =>
  refundPayment(
    {
      id,
      purpose: "order",
      paymentId,
      kind: "owner",
      cardMinor,
      pointAmount,
      reason: "x",
      account: undefined,
    },
    till.work(),
  );
const confirm = async (input: ReturnType<typeof attempt>, paymentKey: string) =>
  confirmPayment(
    { purpose: "order", paymentId: input.paymentId, paymentKey, amountMinor: input.cardMinor },
    till.work(),
  );

describe("payments 12, 13: points of an attempt", () => {
  test("are held, and spent with PAID", async () => {
    const memberId = await member();
    const input = attempt({ memberId, cardMinor: 19_000, pointAmount: 5_000 });
    const key = await authorise(await openAttempt(input, till.work()));
    expect(await available(memberId)).toBe(0);
    expect(await confirm(input, key)).toEqual({ state: "paid" });
    expect(await available(memberId)).toBe(0);
    expect(await till.atGateway(input.paymentId)).toMatchObject({ balanceAmount: 19_000 });
  });

  test("payments 43.25: a card that is declined frees them at once", async () => {
    const memberId = await member();
    const input = attempt({ memberId, cardMinor: 19_000, pointAmount: 5_000 });
    const key = await authorise(await openAttempt(input, till.work()), { card: "declined" });
    expect(await confirm(input, key)).toMatchObject({ state: "declined" });
    expect(await available(memberId)).toBe(5_000);
  });

  test("are free when it is abandoned, or when no one finishes it", async () => {
    const memberId = await member();
    const one = attempt({ memberId, cardMinor: 1_000, pointAmount: 5_000 });
    await openAttempt(one, till.work());
    const { paymentId: id, reference } = one;
    await abandonAttempt({ id, purpose: "order", reference, attempt: 1, why: "x" }, till.work());
    expect(await available(memberId)).toBe(5_000);
    const two = attempt({ memberId, cardMinor: 1_000, pointAmount: 5_000 });
    await openAttempt(two, till.work());
    expect(await available(memberId)).toBe(0);
    await till.age(two.paymentId, "ready_until = now() - interval '1 second'");
    await sweep(till.work(), () => false);
    expect(await available(memberId)).toBe(5_000);
  });

  test("that are not there write nothing", async () => {
    const memberId = await member(4_999);
    const input = attempt({ memberId, cardMinor: 0, pointAmount: 5_000 });
    expect(await openAttempt(input, till.work())).toEqual({ state: "points_insufficient" });
    expect(await till.work().payments.read("order", [input.paymentId])).toEqual([]);
    expect(await available(memberId)).toBe(4_999);
  });

  test("payments 36: pay alone without the gateway, and come back without it", async () => {
    const memberId = await member();
    const before = till.calls.length;
    const input = attempt({ memberId, cardMinor: 0, pointAmount: 5_000 });
    expect(await openAttempt(input, till.work())).toEqual({ state: "paid" });
    expect(await available(memberId)).toBe(0);
    expect(await refund(input.paymentId, 0, 2_000)).toEqual({ state: "done", settlesAt: null });
    expect(await available(memberId)).toBe(2_000);
    expect(await refund(input.paymentId, 0, 3_001)).toEqual({ state: "exceeds" });
    expect(till.calls.length).toBe(before);
  });

  test("20 attempts at once for a balance of one: one is opened", async () => {
    const memberId = await member();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        openAttempt(attempt({ memberId, cardMinor: 0, pointAmount: 5_000 }), till.work()),
      ),
    );
    expect(answers.filter(({ state }) => state === "paid")).toHaveLength(1);
    expect(answers.filter(({ state }) => state === "points_insufficient")).toHaveLength(19);
  });
});

test("payments 32: money and points of one refund come back together, once", async () => {
  const memberId = await member();
  const input = attempt({ memberId, cardMinor: 19_000, pointAmount: 5_000 });
  const { paymentId } = input;
  await confirm(input, await authorise(await openAttempt(input, till.work())));
  await till.fault({ match: paymentId, kind: "cancel_timeout_after", value: 5 });
  const id = newId("refund");
  expect(await refund(paymentId, 9_500, 2_500, id)).toEqual({ state: "pending" });
  expect(await available(memberId)).toBe(0);
  await till.makeRefundsDue([paymentId]);
  await Promise.all(Array.from({ length: 8 }, () => refund(paymentId, 9_500, 2_500, id)));
  expect(await refund(paymentId, 9_500, 2_500, id)).toEqual({ state: "done", settlesAt: null });
  expect(await available(memberId)).toBe(2_500);
  expect(await till.atGateway(paymentId)).toMatchObject({ balanceAmount: 9_500 });
});

describe("orders 43: the timeline of a reference", () => {
  test("has its points, when they were held and spent, its refunds, and what it earned", async () => {
    const memberId = await member();
    const input = attempt({ memberId, cardMinor: 19_000, pointAmount: 5_000 });
    const { paymentId, reference: orderId } = input;
    await confirm(input, await authorise(await openAttempt(input, till.work())));
    const id = newId("refund");
    await refund(paymentId, 9_500, 2_500, id);
    const due = new Date().toISOString();
    await till.work().points.earn({ orderId, memberId, n: 1, amount: 190, due });
    await till.work().points.settleEarn(orderId, 365);
    const all = await till.work().saga.timeline("order", orderId);
    const ledger = all.filter(({ source }) => source === "ledger");
    expect(ledger.map(({ name, paymentId: of, data }) => [name, of, data])).toEqual([
      ["USE", paymentId, line(`use:${paymentId}`, "pending", 5_000, null)],
      ["USE", paymentId, line(`use:${paymentId}`, "posted", -5_000, 0)],
      ["REFUND", paymentId, line(`refund:${id}`, "posted", 2_500, 2_500)],
      ["EARN", "", line(`earn:${orderId}:1`, "pending", 190, null)],
      ["EARN", "", line(`earn:${orderId}:1`, "posted", 190, 2_690)],
    ]);
    const [refunded] = all.filter(({ source }) => source === "refund");
    expect(refunded).toMatchObject({
      ...{ name: "DONE", paymentId, data: { refundId: id, pointAmount: 2_500, byHand: false } },
    });
    expect(await till.work().saga.timeline("reservation", orderId)).toEqual([]);
  });
});

function line(transferId: string, state: string, amount: number, balanceAfter: number | null) {
  return { transferId, state, amount, balanceAfter };
}

describe("points 5: the least points of a use", () => {
  test.each([
    [99, 901, "mismatched"],
    [1, 99_999, "mismatched"],
    [100, 900, "opened"],
    [50, 0, "paid"],
    [0, 1_000, "opened"],
  ])(
    "%i with %i by card is %s: 100, or the total where it is less",
    async (points, card, state) => {
      const memberId = await member();
      const input = attempt({ memberId, cardMinor: card, pointAmount: points });
      expect((await openAttempt(input, till.work())).state).toBe(state);
      const rows = await till.work().payments.read("order", [input.paymentId]);
      expect(rows).toHaveLength(state === "mismatched" ? 0 : 1);
    },
  );
});

describe("points 18: the account of a member who is deleted", () => {
  test("keeps its ledger, which administrators read; what is held runs out, and what is paid is given back", async () => {
    const memberId = await member();
    const paid = attempt({ memberId, cardMinor: 0, pointAmount: 1_000 });
    await openAttempt(paid, till.work());
    const open = attempt({ memberId, cardMinor: 1_000, pointAmount: 500 });
    await openAttempt(open, till.work());
    // Member knows no such member any more: no question of payment's depends on it.
    expect(await till.work().pointReads.of(memberId)).toEqual({ available: 3_500, pending: 0 });
    await till.age(open.paymentId, "ready_until = now() - interval '1 second'");
    await sweep(till.work(), () => false);
    expect(await available(memberId)).toBe(4_000);
    expect(await refund(paid.paymentId, 0, 1_000)).toMatchObject({ state: "done" });
    const asked = { memberId, type: null, before: null, limit: 10 };
    const kept = await till.work().pointReads.ledger(asked);
    expect(kept.map(({ type, balanceAfter }) => [type, balanceAfter])).toEqual([
      ...[
        ["REFUND", 5_000],
        ["USE", 4_000],
        ["ADJUST", 5_000],
      ],
    ]);
  });
});
