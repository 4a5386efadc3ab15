/** Returns by their owners, on a real PostgreSQL. */
import { Order } from "@edgemart/contracts/order";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayEnd } from "../src/core/return-terms.ts";
import {
  approvedReturn,
  delivered,
  depsIn,
  letDaysPass,
  NO_CHANGE,
  packed,
  paidOrder,
  STAFF,
  sent,
} from "./after.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

const one = (quantity: number, line = 1) => [{ line, quantity }];
const CHANGED = "changed_mind";

describe("orders 39: a return is asked for", () => {
  test("of units that were sent, and no others", async () => {
    const order = await paidOrder(shop);
    const early = await order.askReturn({ lines: one(1), reason: CHANGED });
    expect([early.status, early.body.code]).toEqual([409, "order_state_conflict"]);
    await packed(shop, order.id, one(1));
    expect((await order.askReturn({ lines: one(1), reason: CHANGED })).status).toBe(409);
    await sent(shop, order.id, one(2));
    const before = Order.parse(await order.read());
    expect([before.lines[0]?.returnable, before.actions.includes("return")]).toEqual([2, true]);
    expect(before.returnTerms).toEqual({
      fee: { amountMinor: 3_000, currency: "KRW" },
      changedMindUntil: null,
      faultyUntil: null,
    });
    const asked = await order.askReturn({ lines: one(2), reason: CHANGED, note: "too large" });
    expect(asked.status).toBe(201);
    const shown = Order.parse(asked.body);
    expect(shown.changes).toMatchObject([
      { kind: "return", state: "REQUESTED", reason: CHANGED, note: "too large", points: 0 },
    ]);
    expect(shown.lines[0]?.returnable).toBe(0);
    expect(shown.actions).toContain("withdraw_return");
    const more = await order.askReturn({ lines: one(1), reason: CHANGED });
    expect([more.status, more.body.code]).toEqual([409, "order_state_conflict"]);
    const four = await order.askReturn({ lines: one(4), reason: CHANGED });
    expect([four.status, four.body.code]).toEqual([422, "validation_failed"]);
    const other = await order.askReturn({ lines: one(1, 2), reason: CHANGED });
    expect(other.status).toBe(422);
  });

  test("8 times at once, of units for one: one is opened; one key opens one", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const body = { lines: one(3), reason: "defective" };
    const answers = await Promise.all(Array.from({ length: 8 }, () => order.askReturn(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
    const keyed = await paidOrder(shop);
    await delivered(shop, keyed.id);
    const key = { "idempotency-key": crypto.randomUUID() };
    const part = { lines: one(1), reason: "defective" };
    const same = await Promise.all(Array.from({ length: 8 }, () => keyed.askReturn(part, key)));
    expect(new Set(same.map(({ status }) => status))).toEqual(new Set([201]));
    expect((await keyed.read()).changes).toHaveLength(1);
    const reused = await keyed.askReturn({ lines: one(2), reason: "defective" }, key);
    expect([reused.status, reused.body.code]).toEqual([422, "idempotency_key_reused"]);
  });

  test("until the end of the 7th day in Seoul, of the 90th where the shop is at fault", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const shown = Order.parse(await order.read());
    const at = shown.deliveredAt ?? "";
    expect([shown.returnTerms?.changedMindUntil, shown.returnTerms?.faultyUntil]).toEqual([
      dayEnd(at, 7),
      dayEnd(at, 90),
    ]);
    await letDaysPass(shop, order.id, 8);
    const late = await order.askReturn({ lines: one(1), reason: CHANGED });
    expect([late.status, late.body.code]).toEqual([409, "return_window_closed"]);
    expect((await order.askReturn({ lines: one(1), reason: "wrong_item" })).status).toBe(201);
    await letDaysPass(shop, order.id, 84);
    const tooLate = await order.askReturn({ lines: one(1), reason: "wrong_item" });
    expect([tooLate.status, tooLate.body.code]).toEqual([409, "return_window_closed"]);
    expect((await order.read()).actions).not.toContain("return");
  });

  test("the database and the page mean the same end of a day", async () => {
    for (const at of [
      "2026-11-30T14:59:59.999Z",
      "2026-11-30T15:00:00.000Z",
      "2027-02-28T15:00:00.000Z",
      "2028-02-29T03:00:00.000Z",
    ]) {
      for (const days of [0, 3, 7, 90]) {
        const [row] = await shop.database.query<{ at: Date }>(
          "select orders.day_end($1::timestamptz, $2::int) as at",
          [at, days],
        );
        expect(row?.at.toISOString()).toBe(dayEnd(at, days));
      }
    }
  });

  test("orders 57.23: of another's order, and with another's token, is 404", async () => {
    const order = await paidOrder(shop);
    const other = await paidOrder(shop);
    await delivered(shop, order.id);
    const body = { lines: one(1), reason: CHANGED };
    const path = `/api/guest/orders/${order.id}/returns`;
    const stranger = await shop.send("POST", path, body, {});
    expect([stranger.status, stranger.body.code]).toEqual([404, "not_found"]);
    const { headers } = await shop.member();
    for (const at of [path, `/api/orders/${order.id}/returns`]) {
      expect((await shop.send("POST", at, body, headers)).status).toBe(404);
    }
    const changeId = (await order.askReturn(body)).body.changes[0].id;
    expect((await other.withdraw(changeId)).status).toBe(404);
    expect((await order.withdraw(NO_CHANGE)).status).toBe(404);
  });
});

describe("orders 39: a return is withdrawn", () => {
  test("until the goods have arrived, and its units may be asked back again", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const changeId = await approvedReturn(shop, order, one(2), CHANGED);
    const done = await order.withdraw(changeId);
    expect([done.status, done.body.changes[0].state, done.body.lines[0].returnable]).toEqual([
      200,
      "WITHDRAWN",
      3,
    ]);
    expect((await order.withdraw(changeId)).status).toBe(200);
    expect((await order.read()).version).toBe(done.body.version);
    const second = await approvedReturn(shop, order, one(1), CHANGED);
    const lines = [{ line: 1, received: 1, restocked: 1 }];
    const came = await depsIn(shop).returns.receive(
      { orderId: order.id, changeId: second },
      lines,
      STAFF,
    );
    expect(came.kind).toBe("done");
    const late = await order.withdraw(second);
    expect([late.status, late.body.code]).toEqual([409, "order_state_conflict"]);
  });

  test("withdrawn and received at once is one of both", async () => {
    for (let n = 0; n < 10; n++) {
      const order = await paidOrder(shop);
      await delivered(shop, order.id);
      const changeId = await approvedReturn(shop, order, one(3), "defective");
      const lines = [{ line: 1, received: 3, restocked: 3 }];
      const [came, kept] = await Promise.all([
        depsIn(shop).returns.receive({ orderId: order.id, changeId }, lines, STAFF),
        order.withdraw(changeId),
      ]);
      expect([came.kind === "done", kept.status === 200].filter(Boolean)).toHaveLength(1);
      await shop.settle();
      const refunded = shop.payment.attempts.get(order.paymentId)?.refundedCard;
      expect(refunded).toBe(came.kind === "done" ? order.total : 0);
    }
  });

  test("payments 35: a deposit's return asks for the payer's account, and forgets it with the return", async () => {
    const order = await paidOrder(shop, undefined, { pay: { instrument: "virtual_account" } });
    await delivered(shop, order.id);
    const body = { lines: one(1), reason: CHANGED };
    const without = await order.askReturn(body);
    expect([without.status, without.body.code]).toEqual([422, "refund_account_required"]);
    const refundAccount = { bank: "20", accountNumber: "1234567890", holderName: "Mina Kim" };
    const asked = await order.askReturn({ ...body, refundAccount });
    expect(asked.status).toBe(201);
    const sealed = async () =>
      shop.database.query<{ sealed: string | null }>(
        "select encode(sealed_account, 'escape') as sealed from orders.change where order_id = $1",
        [order.id],
      );
    const [kept] = await sealed();
    expect([kept?.sealed === null, kept?.sealed?.includes("1234567890")]).toEqual([false, false]);
    await order.withdraw(asked.body.changes[0].id);
    expect(await sealed()).toEqual([{ sealed: null }]);
  });
});

describe("orders 40: everything arrived", () => {
  test("by the owner's word the order is completed once, and its points are posted", async () => {
    const member = await shop.member();
    const order = await paidOrder(shop, undefined, { member });
    expect(shop.payment.earned.get(order.id)).toMatchObject({ state: "pending" });
    const early = await order.receive();
    expect([early.status, early.body.code]).toEqual([409, "order_state_conflict"]);
    await delivered(shop, order.id);
    expect((await order.read()).actions).toContain("receive");
    const answers = await Promise.all(Array.from({ length: 8 }, () => order.receive()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await shop.settle();
    const shown = Order.parse(await order.read());
    expect(shown.status).toBe("COMPLETED");
    expect(shown.actions).not.toContain("receive");
    expect(shop.payment.earned.get(order.id)).toMatchObject({ amount: 360, state: "posted" });
    const events = await shop.database.query(
      "select from orders.order_event where order_id = $1 and name = 'completed'",
      [order.id],
    );
    expect(events).toHaveLength(1);
  });

  test.each(["before", "after"] as const)(
    "a crash %s the posting is gone on with by the sweep",
    async (when) => {
      const member = await shop.member();
      const order = await paidOrder(shop, undefined, { member });
      await delivered(shop, order.id);
      shop.faults.push({ method: "settleEarn", when });
      const answer = await order.receive();
      expect([answer.status, answer.headers.get("idempotency-outcome")]).toEqual([
        202,
        "not-executed",
      ]);
      await shop.settle();
      expect(shop.payment.earned.get(order.id)).toMatchObject({ state: "posted" });
      expect((await order.receive()).status).toBe(200);
    },
  );

  test("not while a return is open", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    await approvedReturn(shop, order, one(1), CHANGED);
    expect((await order.receive()).status).toBe(409);
    expect((await order.read()).actions).not.toContain("receive");
  });
});
