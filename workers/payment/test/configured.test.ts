/** What configuration changes at the gateway: escrow, and the errors of a test environment. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readPaymentConfig } from "../src/env.ts";
import { confirmPayment } from "../src/verbs/confirm-payment.ts";
import { openAttempt } from "../src/verbs/open-attempt.ts";
import { attempt, authorise, startTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await startTill();
}, 60_000);
afterAll(() => till?.stop());

/** The Worker's dependencies under another configuration. */
function workWith(more: Record<string, string>) {
  const config = readPaymentConfig({ ...till.env, ...more });
  return { ...till.work(), ...depsOf(config, { requestId: "r" }) };
}
const byOrderId = async (orderId: string) => {
  const answer = await fetch(`${till.gateway.url}/v1/payments/orders/${orderId}`, {
    headers: { authorization: `Basic ${btoa(`${till.gateway.keys.secretKey}:`)}` },
  });
  return (await answer.json()) as { useEscrow?: boolean; code?: string };
};

describe("payments 31: escrow", () => {
  test.each(["on", "off"])(
    "%s is asked for accounts and transfers, never for cards",
    async (value) => {
      const work = workWith({ PAYMENT_ESCROW: value });
      const pages = new Map<string, string | null>();
      for (const instrument of ["card", "easy_pay", "transfer", "virtual_account"] as const) {
        const opened = await openAttempt(attempt({ instrument }), work);
        if (opened.state !== "opened" || opened.next?.type !== "redirect") throw new Error();
        pages.set(instrument, new URL(opened.next.url).searchParams.get("useEscrow"));
      }
      const asked = value === "on" ? "true" : null;
      expect(Object.fromEntries(pages)).toEqual({
        ...{ card: null, easy_pay: null, transfer: asked, virtual_account: asked },
      });
      const issued = attempt({ instrument: "virtual_account", bank: "88" });
      expect(await openAttempt(issued, work)).toMatchObject({ state: "awaiting_deposit" });
      expect((await byOrderId(issued.paymentId)).useEscrow).toBe(value === "on");
    },
  );
});

describe("payments 20: an error of the gateway's test environment", () => {
  test.each([
    ["REJECT_CARD_PAYMENT", { state: "declined", why: "limit_exceeded" }],
    ["NOT_FOUND_PAYMENT_SESSION", { state: "unknown_key" }],
    ["PROVIDER_ERROR", { state: "pending" }],
    ["FORBIDDEN_REQUEST", { state: "pending" }],
  ])("%s is answered to a confirm, and no money moves", async (code, answer) => {
    const input = attempt();
    const paymentKey = await authorise(await openAttempt(input, till.work()));
    const asked = { paymentId: input.paymentId, paymentKey, amountMinor: input.cardMinor };
    const work = workWith({ PAYMENT_TEST_CODE: code });
    expect(await confirmPayment({ purpose: "order", ...asked }, work)).toEqual(answer);
    expect((await byOrderId(input.paymentId)).code).toBe("NOT_FOUND_PAYMENT");
  });
});
