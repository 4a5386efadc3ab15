/** A crash before and after each effect of a purchase: the clock finishes it, and the gateway's money agrees. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confirmPayment } from "../src/verbs/confirm-payment.ts";
import { openAttempt } from "../src/verbs/open-attempt.ts";
import { sweep } from "../src/verbs/sweep.ts";
import { Crash, crashingAt } from "./proof/crash.ts";
import { attempt, authorise, startTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await startTill();
}, 60_000);
afterAll(() => till?.stop());

const cases = ["before", "after"].flatMap((when) => [1, 2, 3].map((n) => [n, when] as const));

describe("payments 43.34: a crash at each step of a confirm", () => {
  test.each(cases)("%i, %s", async (n, when) => {
    const input = attempt();
    const { paymentId, cardMinor: amountMinor } = input;
    const paymentKey = await authorise(await openAttempt(input, till.work()));
    const work = crashingAt(till.work(), n, when as "before" | "after");
    const asked = confirmPayment({ purpose: "order", paymentId, paymentKey, amountMinor }, work);
    await expect(asked).rejects.toThrow(Crash);
    for (let turn = 0; turn < 3; turn++) {
      await till.makeDue(paymentId);
      await sweep(till.work(), () => false);
    }
    const { state } = await till.row(paymentId);
    const atGateway = (await till.atGateway(paymentId))?.status ?? null;
    // Before the first statement nothing has begun: the shopper's page still leads back, or the attempt ends by itself.
    expect([state, atGateway]).toEqual(
      n === 1 && when === "before" ? ["READY", null] : ["PAID", "DONE"],
    );
    const again = await confirmPayment(
      { purpose: "order", paymentId, paymentKey, amountMinor },
      till.work(),
    );
    expect(again).toEqual({ state: "paid" });
    const confirms = till.calls.filter((call) => call === "POST /v1/payments/confirm").length;
    expect(confirms).toBeGreaterThan(0);
  });

  test("an attempt that no one finishes is expired by the clock", async () => {
    const input = attempt();
    await openAttempt(input, till.work());
    await till.age(input.paymentId, "ready_until = now() - interval '1 second'");
    const swept = await sweep(till.work(), () => false);
    expect(swept.expired).toBeGreaterThanOrEqual(1);
    expect((await till.row(input.paymentId)).state).toBe("EXPIRED");
    const [told] = await till.database.query<{ n: number }>(
      "select count(*)::int as n from payment.outbox where body #>> '{data,paymentId}' = $1",
      [input.paymentId],
    );
    expect(told?.n).toBe(1);
  });
});
