/** What is paid without the gateway's page: test cards of the stand-in, accounts opened at once; and cash receipts. */
import { TEST_CARDS } from "@edgemart/contracts/test-cards";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { NO_GATEWAY } from "../src/adapters/payment-gateway.none.ts";
import { confirmPayment, keyIn } from "../src/verbs/confirm-payment.ts";
import { lookUpPayments } from "../src/verbs/look-up-payments.ts";
import { openAttempt } from "../src/verbs/open-attempt.ts";
import { attempt, authorise, startTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await startTill();
}, 60_000);
afterAll(() => till?.stop());

async function typed(cardNumber: string, more: object = {}) {
  const input = attempt();
  await openAttempt(input, till.work());
  const { paymentId, cardMinor: amountMinor } = input;
  const asked = { purpose: "order" as const, paymentId, amountMinor, cardNumber, ...more };
  return { ...input, asked, answer: await keyIn(asked, till.work()) };
}
const look = async (paymentId: string) => {
  await till.makeDue(paymentId);
  return (await lookUpPayments("order", [paymentId], till.work()))[0];
};

describe("payments 6: card data is taken by the stand-in alone, for its published numbers", () => {
  test.each(TEST_CARDS)("$number: $outcome", async ({ number, outcome }) => {
    const { paymentId, asked, answer } = await typed(number);
    const isPaid = outcome === "approved" || outcome === "approved_without_answer";
    if (isPaid) expect((await look(paymentId))?.state).toBe("PAID");
    else expect(answer).toEqual({ state: "declined", why: outcome });
    expect(await keyIn(asked, till.work())).toEqual(isPaid ? { state: "paid" } : answer);
  });

  test("any other number is refused before anything is written", async () => {
    for (const number of ["4111111111111111", "5555555555554444", "", "x"]) {
      const { paymentId, answer } = await typed(number);
      expect(answer).toEqual({ state: "card_refused" });
      expect((await look(paymentId))?.state).toBe("READY");
    }
  });

  test("another gateway refuses every number", async () => {
    const { asked } = await typed("");
    const work = { ...till.work(), gateway: NO_GATEWAY };
    expect(await keyIn({ ...asked, cardNumber: "4242424242424242" }, work)).toEqual({
      state: "card_refused",
    });
  });

  test("another amount is refused, and 20 at once make one charge", async () => {
    const { asked, paymentId } = await typed("");
    const card = { ...asked, cardNumber: "4242424242424242" };
    expect(await keyIn({ ...card, amountMinor: 1 }, till.work())).toEqual({
      state: "refused",
      why: "mismatch",
    });
    await Promise.all(Array.from({ length: 20 }, () => keyIn(card, till.work())));
    expect((await look(paymentId))?.state).toBe("PAID");
    const calls = await till.database.query(
      "select 1 from payment.gateway_call where payment_id = $1 and verb = 'key_in'",
      [paymentId],
    );
    expect(calls).toHaveLength(1);
  });

  test("payments 43.28: its digits are in no table and no line of the log", async () => {
    const lines: string[] = [];
    for (const level of ["log", "info", "warn", "error", "debug"] as const) {
      vi.spyOn(console, level).mockImplementation((...words) => void lines.push(words.join(" ")));
    }
    await typed("4242424242424242");
    await typed("4111111111111111");
    vi.restoreAllMocks();
    const tables = await till.database.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'payment'",
    );
    for (const { name } of tables) {
      const rows = await till.database.query<{ text: string }>(
        `select t::text as text from payment.${name} t`,
      );
      expect([
        name,
        rows.filter(({ text }) => /4242424242424242|4111111111111111/.test(text)),
      ]).toEqual([name, []]);
    }
    expect(lines.filter((line) => /4242424242424242|4111111111111111/.test(line))).toEqual([]);
  });
});

describe("payments 28: an account whose bank was chosen on our page", () => {
  const open = (more: object = {}) => {
    const input = attempt({ instrument: "virtual_account", bank: "88", ...more });
    return { input, opened: openAttempt(input, till.work()) };
  };

  test("is opened at once, and again as it is", async () => {
    const { input, opened } = open();
    const answer = await opened;
    expect(answer).toMatchObject({ state: "awaiting_deposit", account: { bank: "88" } });
    expect(await openAttempt(input, till.work())).toEqual(answer);
    await till.bank(input.paymentId, "deposit");
    expect((await look(input.paymentId))?.state).toBe("PAID");
    expect((await till.row(input.paymentId)).sealed).toBeNull();
  });

  test.each([
    ["its answer is lost", { kind: "timeout_after", value: 10 }],
    ["it never came", { kind: "timeout_before", value: 10 }],
    ["the gateway is in trouble", { kind: "500_before" }],
  ] as const)("is one account though %s", async (_name, fault) => {
    const input = attempt({ instrument: "virtual_account", bank: "88" });
    await till.fault({ match: input.paymentId, ...fault });
    const { state } = await openAttempt(input, till.work());
    expect(["pending", "awaiting_deposit"]).toContain(state);
    expect((await look(input.paymentId))?.state).toBe("AWAITING_DEPOSIT");
    expect(await till.atGateway(input.paymentId)).toMatchObject({ status: "WAITING_FOR_DEPOSIT" });
  });
});

describe("payments 26: a cash receipt", () => {
  test("of a transfer is issued with its payment; its number stays sealed and is emptied", async () => {
    const cashReceipt = { purpose: "income_deduction", number: "01012345678" } as const;
    const input = attempt({ instrument: "transfer", cashReceipt });
    const { paymentId, cardMinor: amountMinor } = input;
    const paymentKey = await authorise(await openAttempt(input, till.work()), {
      method: "transfer",
    });
    const before = await till.row(paymentId);
    expect(JSON.stringify(before)).not.toContain("01012345678");
    expect(before.sealed).toEqual(expect.any(String));
    await confirmPayment({ purpose: "order", paymentId, paymentKey, amountMinor }, till.work());
    expect(await look(paymentId)).toMatchObject({
      state: "PAID",
      cashReceipt: { url: expect.stringMatching(/^http/), number: expect.stringMatching(/^\d+$/) },
    });
    expect((await till.row(paymentId)).sealed).toBeNull();
  });

  test("of a card is not asked for", async () => {
    const input = attempt({ cashReceipt: { purpose: "expense_proof", number: "1234567890" } });
    const opened = (await openAttempt(input, till.work())) as { next: { url: string } };
    expect(new URL(opened.next.url).searchParams.get("cashReceiptType")).toBeNull();
    expect((await till.row(input.paymentId)).sealed).toBeNull();
  });
});
