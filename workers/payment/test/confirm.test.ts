/** Opening, confirming and ending an attempt, on a real PostgreSQL and the local payment gateway. */
import { PaymentChanged } from "@edgemart/contracts/events/payment-events";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { abandonAttempt } from "../src/verbs/abandon-attempt.ts";
import { confirmPayment } from "../src/verbs/confirm-payment.ts";
import { lookUpPayments } from "../src/verbs/look-up-payments.ts";
import { openAttempt } from "../src/verbs/open-attempt.ts";
import { attempt, authorise, startTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await startTill();
}, 60_000);
afterAll(() => till?.stop());

const open = (input: ReturnType<typeof attempt>) => openAttempt(input, till.work());
const confirm = (
  input: ReturnType<typeof attempt>,
  paymentKey: string | null,
  amountMinor = input.cardMinor,
) =>
  confirmPayment(
    { purpose: "order", paymentId: input.paymentId, paymentKey, amountMinor },
    till.work(),
  );
const abandon = (input: ReturnType<typeof attempt>) =>
  abandonAttempt(
    {
      id: input.paymentId,
      purpose: "order",
      reference: input.reference,
      attempt: input.attempt,
      why: "the shopper left",
    },
    till.work(),
  );
const look = async (paymentId: string) =>
  (await lookUpPayments("order", [paymentId], till.work()))[0];
const callsOf = (paymentId: string, verb: string) =>
  till.database
    .query<{ n: number }>(
      "select count(*)::int as n from payment.gateway_call where payment_id = $1 and verb = $2",
      [paymentId, verb],
    )
    .then(([row]) => row?.n ?? 0);
/** Opens an attempt and goes through its page. */
async function authorised(more: Parameters<typeof attempt>[0] = {}) {
  const input = attempt(more);
  return { input, key: await authorise(await open(input)) };
}

describe("payments 11, 12: open", () => {
  test("20 at once make one attempt, with the page of the gateway", async () => {
    let input = attempt();
    let answers: Awaited<ReturnType<typeof open>>[] = [];
    // Who comes second may meet the first one in any of the table's unique indexes: rarely in another than the id's.
    for (let round = 0; round < 10; round++) {
      input = attempt();
      answers = await Promise.all(Array.from({ length: 20 }, () => open(input)));
      expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
      expect(answers[0]).toMatchObject({ state: "opened", next: { type: "redirect" } });
    }
    const address = new URL((answers[0] as { next: { url: string } }).next.url);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      orderId: input.paymentId,
      amount: "24000",
      currency: "KRW",
      successUrl: `http://localhost:3000${input.returnPath}`,
      method: "card",
    });
    expect(till.calls).toEqual([]);
  });

  test("another amount under the same id, a second open attempt and another purpose are mismatched", async () => {
    const input = attempt();
    await open(input);
    expect(await open({ ...input, totalMinor: 1_000, cardMinor: 1_000 })).toEqual({
      state: "mismatched",
    });
    expect(await open({ ...input, purpose: "reservation" })).toEqual({ state: "mismatched" });
    expect(await open({ ...input, paymentId: newId("payment"), attempt: 2 })).toEqual({
      state: "mismatched",
    });
  });

  test("a total of 0 is paid without the gateway", async () => {
    const input = attempt({ cardMinor: 0 });
    expect(await open(input)).toEqual({ state: "paid" });
    expect(await open(input)).toEqual({ state: "paid" });
    expect(await callsOf(input.paymentId, "confirm")).toBe(0);
  });

  test("payments 43.30: a return path that leads elsewhere opens nothing", async () => {
    for (const returnPath of ["//evil.example/x", "https://evil.example", "/a\\b", "/a?b", "x"]) {
      const input = attempt({ returnPath });
      expect(await open(input)).toEqual({ state: "mismatched" });
      expect((await look(input.paymentId))?.state).toBe("UNKNOWN");
    }
  });
});

describe("payments 4, 13: confirm", () => {
  test("payments 43.4: 50 at once make one call and one PAID", async () => {
    const { input, key } = await authorised();
    const answers = await Promise.all(Array.from({ length: 50 }, () => confirm(input, key)));
    expect(answers.filter(({ state }) => state !== "paid" && state !== "pending")).toEqual([]);
    expect(await confirm(input, key)).toEqual({ state: "paid" });
    expect(await callsOf(input.paymentId, "confirm")).toBe(1);
    expect(await look(input.paymentId)).toMatchObject({ state: "PAID", cardMinor: 24_000 });
    await till.settled();
    const told = till.sent.filter(
      ({ data }) => (data as { paymentId: string }).paymentId === input.paymentId,
    );
    expect(told).toHaveLength(1);
    expect(PaymentChanged.parse(told[0])).toMatchObject({
      data: { state: "PAID", paymentId: input.paymentId },
    });
  });

  test("payments 43.1: another amount is refused before the gateway is called", async () => {
    const { input, key } = await authorised();
    for (const amount of [1, 23_999, 24_001, 0]) {
      expect(await confirm(input, key, amount)).toEqual({ state: "refused", why: "mismatch" });
    }
    expect(await callsOf(input.paymentId, "confirm")).toBe(0);
    expect(await confirm(input, key)).toEqual({ state: "paid" });
  });

  test("payments 43.2: the key of another's payment leaves that payment as it is", async () => {
    const [mine, other] = [await authorised(), await authorised({ cardMinor: 24_000 })];
    expect(await confirm(mine.input, other.key)).toEqual({ state: "unknown_key" });
    expect(await confirm(other.input, other.key)).toEqual({ state: "paid" });
    expect(await confirm(mine.input, mine.key)).toEqual({ state: "paid" });
  });

  test("payments 43.3: one key pays one attempt", async () => {
    const [mine, other] = [await authorised(), await authorised()];
    expect(await confirm(other.input, other.key)).toEqual({ state: "paid" });
    expect(await confirm(mine.input, other.key)).toEqual({ state: "refused", why: "key_taken" });
    expect((await look(mine.input.paymentId))?.state).toBe("READY");
  });

  test("payments 5: a key the gateway does not know leaves the attempt open; the fifth ends it", async () => {
    const { input } = await authorised();
    for (let miss = 1; miss <= 4; miss++) {
      expect(await confirm(input, `nothing${miss}`)).toEqual({ state: "unknown_key" });
    }
    expect(await confirm(input, "nothing5")).toEqual({ state: "declined", why: "key_unknown" });
  });

  test("a card that is declined ends the attempt with its reason", async () => {
    for (const [card, why] of [
      ["declined", "declined"],
      ["limit_exceeded", "limit_exceeded"],
      ["card_expired", "card_expired"],
      ["card_stopped", "card_stopped"],
    ] as const) {
      const input = attempt();
      const key = await authorise(await open(input), { card });
      expect(await confirm(input, key)).toEqual({ state: "declined", why });
      expect(await confirm(input, key)).toEqual({ state: "declined", why });
      expect(await open(input)).toEqual({ state: "failed" });
      expect(await till.atGateway(input.paymentId)).toBeNull();
    }
  });

  test("payments 16: what was not confirmed in time is expired, also by confirm", async () => {
    const { input, key } = await authorised();
    await till.age(input.paymentId, "ready_until = now() - interval '1 second'");
    expect(await confirm(input, key)).toEqual({ state: "refused", why: "expired" });
    expect(await open(input)).toEqual({ state: "expired" });
    expect(await callsOf(input.paymentId, "confirm")).toBe(0);
  });
});

describe("payments 14, 43.5–43.9: an outcome that is not known", () => {
  /** Goes on with it until something final is known. */
  async function finished(paymentId: string) {
    for (let turn = 0; turn < 5; turn++) {
      await till.makeDue(paymentId);
      const facts = await look(paymentId);
      if (facts?.state !== "CONFIRMING" && facts?.state !== "ORPHANED") return facts?.state;
    }
    return "still open";
  }

  test.each([
    ["43.5: charged, and the answer lost", { kind: "timeout_after", value: 50 }],
    ["43.6: charged, and 500", { kind: "500_after" }],
    ["43.6: charged, and a 500 that is repeated", { kind: "500_after", value: "stored" }],
    ["43.7: not charged, and the connection lost", { kind: "timeout_before", value: 50 }],
    ["not charged, and 500", { kind: "500_before" }],
    ["too many requests", { kind: "429" }],
    ["43.8: charged, and told that it was before", { kind: "already_processed" }],
    ["43.9: charged, and a page of HTML", { kind: "garbage" }],
    ["43.9: charged, and a truncated answer", { kind: "garbage", value: "truncated" }],
    ["43.9: charged, and 10 MB", { kind: "garbage", value: "huge" }],
  ] as const)("payments %s: one charge, PAID", async (_name, fault) => {
    const { input, key } = await authorised();
    await till.fault({ match: input.paymentId, ...fault });
    const first = await confirm(input, key);
    expect(["paid", "pending"]).toContain(first.state);
    expect(await finished(input.paymentId)).toBe("PAID");
    expect(await till.atGateway(input.paymentId)).toMatchObject({
      status: "DONE",
      balanceAmount: 24_000,
    });
  });

  test.each([
    ["amount", { kind: "amount_mismatch" }],
    ["currency", { kind: "currency_mismatch" }],
  ] as const)("payments 43.11: money of another %s is given back", async (_name, fault) => {
    const { input, key } = await authorised();
    await till.fault({ match: input.paymentId, ...fault });
    expect(await confirm(input, key)).toEqual({ state: "declined", why: "amount_mismatch" });
    expect(await finished(input.paymentId)).toBe("VOIDED");
    expect(await till.atGateway(input.paymentId)).toMatchObject({ status: "CANCELED" });
  });

  test("payments 43.11: money under another order id is left alone", async () => {
    const { input, key } = await authorised();
    await till.fault({ match: input.paymentId, kind: "order_mismatch" });
    expect(await confirm(input, key)).toEqual({ state: "unknown_key" });
    expect(till.calls.filter((call) => call.endsWith("/cancel") && call.includes(key))).toEqual([]);
  });

  test("a look's 404 is no 'no' before 11 minutes, and then it is", async () => {
    const { input, key } = await authorised();
    await till.fault({ match: input.paymentId, kind: "500_before", times: 9 });
    expect(await confirm(input, key)).toEqual({ state: "pending" });
    await till.makeDue(input.paymentId);
    expect((await look(input.paymentId))?.state).toBe("CONFIRMING");
    await till.age(
      input.paymentId,
      "confirming_at = now() - interval '12 minutes', next_look_at = now(), version = version",
    );
    expect((await look(input.paymentId))?.state).toBe("FAILED");
    expect(await till.atGateway(input.paymentId)).toBeNull();
  });
});

describe("payments 12, 15: abandon", () => {
  test("an open attempt is ended; a confirm that comes late is refused without a call", async () => {
    const { input, key } = await authorised();
    expect(await abandon(input)).toEqual({ state: "abandoned" });
    expect(await abandon(input)).toEqual({ state: "abandoned" });
    expect(await confirm(input, key)).toEqual({ state: "refused", why: "expired" });
    expect(await callsOf(input.paymentId, "confirm")).toBe(0);
  });

  test("an unknown id is ended from then on: an open that comes late finds it so", async () => {
    const input = attempt();
    expect(await abandon(input)).toEqual({ state: "abandoned" });
    expect(await open(input)).toEqual({ state: "expired" });
  });

  test("a paid one says so", async () => {
    const { input, key } = await authorised();
    await confirm(input, key);
    expect(await abandon(input)).toEqual({ state: "paid" });
  });

  test("payments 43.22: abandon and confirm at once end in one of both, and the gateway's money agrees", async () => {
    for (let round = 0; round < 10; round++) {
      const { input, key } = await authorised();
      await Promise.all([confirm(input, key), abandon(input), confirm(input, key), abandon(input)]);
      const state = (await look(input.paymentId))?.state;
      const atGateway = await till.atGateway(input.paymentId);
      expect([state, atGateway?.status ?? null]).toEqual(
        state === "PAID" ? ["PAID", "DONE"] : ["EXPIRED", null],
      );
    }
  });

  test("payments 43.23: money that shows up after the end is given back in full", async () => {
    const { input, key } = await authorised();
    await till.fault({ match: input.paymentId, kind: "timeout_after", value: 50 });
    await till.fault({ match: input.paymentId, kind: "500_before", on: ["look"], times: 9 });
    expect(await confirm(input, key)).toEqual({ state: "pending" });
    await till.clearFaults();
    // Whatever ended it: the gateway has money for an attempt that ended without it.
    await till.age(input.paymentId, "state = 'FAILED'");
    await till.database.query(
      "select payment.apply_settlement($1, 2, $2, '[]', '{\"again\": 1, \"deposit\": 1}', 'test')",
      [input.paymentId, JSON.stringify({ kind: "paid", paymentKey: key })],
    );
    expect((await till.row(input.paymentId)).state).toBe("ORPHANED");
    expect((await look(input.paymentId))?.state).toBe("VOIDED");
    expect(await till.atGateway(input.paymentId)).toMatchObject({ status: "CANCELED" });
  });
});
