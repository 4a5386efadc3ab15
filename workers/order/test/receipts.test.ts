/** Returns that arrive, and their money, on a real PostgreSQL. */
import { Order } from "@edgemart/contracts/order";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  approvedReturn,
  daysAgo,
  delivered,
  letDaysPass,
  type PaidOrder,
  packed,
  paidOrder,
} from "./after.ts";
import { type Answer, openShop, type Shop } from "./shop.ts";

let shop: Shop;
let staff: { id: string; headers: { authorization: string } };
beforeAll(async () => {
  shop = await openShop();
  staff = await shop.staff();
}, 120_000);
afterAll(() => shop?.close());

const one = (quantity: number, line = 1) => [{ line, quantity }];
const came = (received: number, restocked = received, line = 1) => ({
  lines: [{ line, received, restocked }],
});
async function act(
  orderId: string,
  rest: string,
  body: object = {},
  key?: string,
): Promise<Answer> {
  const headers = { ...staff.headers, "idempotency-key": key ?? crypto.randomUUID() };
  return shop.send("POST", `/api/admin/orders/${orderId}${rest}`, body, headers);
}
const receive = (order: PaidOrder, changeId: string, body: object, key?: string) =>
  act(order.id, `/returns/${changeId}/receive`, body, key);
const back = ({ paymentId }: PaidOrder) => {
  const attempt = shop.payment.attempts.get(paymentId);
  return [attempt?.refundedCard, attempt?.refundedPoints];
};
const onHand = () => shop.stock.levels.get("MUG-1")?.onHand ?? 0;

describe("orders 39: a return that arrives", () => {
  test("orders 57.35: of 3, 2 arrive: the money of 2 goes back, and 1 on the shelf", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const before = onHand();
    const changeId = await approvedReturn(shop, order, one(3), "defective");
    const done = await receive(order, changeId, came(2, 1));
    expect(done.status).toBe(200);
    expect(back(order)).toEqual([24_000, 0]);
    expect(onHand()).toBe(before + 1);
    const shown = Order.parse(await order.read());
    expect(shown.lines[0]).toMatchObject({ returned: 2, returnable: 1 });
    expect(shown.changes[0]).toMatchObject({
      state: "DONE",
      lines: [{ line: 1, quantity: 3, received: 2 }],
      card: { amountMinor: 24_000 },
      fee: { amountMinor: 0 },
    });
    // The third unit may be asked back anew; with it the delivery goes back.
    const last = await approvedReturn(shop, order, one(1), "defective");
    await receive(order, last, came(1));
    expect(back(order)).toEqual([39_000, 0]);
    expect(Order.parse(await order.read()).actions).not.toContain("return");
  });

  test("after a change of mind costs its fee once, and the delivery stays paid", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const changeId = await approvedReturn(shop, order, one(3), "changed_mind");
    await receive(order, changeId, came(3));
    expect(back(order)).toEqual([33_000, 0]);
    expect((await order.read()).changes[0].fee.amountMinor).toBe(3_000);
  });

  test("the fee is taken from card money, then from points, and never below 0", async () => {
    const member = await shop.member();
    shop.payment.points.set(member.id, { available: 50_000, held: 0 });
    const pay = { paymentMethod: "MIXED", pointUsed: 13_000 };
    const items = [{ sku: "MUG-1", quantity: 1 }];
    const order = await paidOrder(shop, items, { member, pay });
    const [line] = (await order.read()).lines;
    await delivered(shop, order.id);
    const changeId = await approvedReturn(shop, order, one(1), "changed_mind");
    await receive(order, changeId, came(1));
    // 15 000, of which the mug is 12 000: 10 400 points and 1 600 of card money; the fee is 3 000.
    expect([line.card.amountMinor, line.points]).toEqual([1_600, 10_400]);
    expect(back(order)).toEqual([0, 9_000]);
    await shop.database.query(
      "insert into orders.coupon (code, name_ko, name_en, kind, value, currency) values ('NEARLY-ALL', '-', '-', 'amount', 11000, 'KRW') on conflict do nothing",
    );
    const cheap = await paidOrder(shop, items, { order: { couponCode: "NEARLY-ALL" } });
    await delivered(shop, cheap.id);
    const small = await approvedReturn(shop, cheap, one(1), "changed_mind");
    await receive(cheap, small, came(1));
    expect(back(cheap)).toEqual([0, 0]);
    expect((await cheap.read()).changes[0]).toMatchObject({
      state: "DONE",
      fee: { amountMinor: 1_000 },
    });
  });

  test("what was given as goodwill is not given twice", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const goodwill = { amountMinor: 10_000, reason: "late" };
    expect((await act(order.id, "/goodwill", goodwill)).status).toBe(200);
    const first = await approvedReturn(shop, order, one(2), "defective");
    await receive(order, first, came(2));
    expect(back(order)).toEqual([34_000, 0]);
    const last = await approvedReturn(shop, order, one(1), "defective");
    await receive(order, last, came(1));
    expect(back(order)).toEqual([39_000, 0]);
  });

  test("nothing arrives: nothing goes back, and nothing is deducted", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const changeId = await approvedReturn(shop, order, one(3), "changed_mind");
    expect((await receive(order, changeId, came(0))).status).toBe(200);
    expect(back(order)).toEqual([0, 0]);
    expect((await order.read()).lines[0].returnable).toBe(3);
  });

  test("more than was to come, of another line or twice named is 422; not approved is 409", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const asked = await order.askReturn({ lines: one(2), reason: "defective" });
    const id = asked.body.changes[0].id as string;
    expect((await receive(order, id, came(1))).status).toBe(409);
    expect((await act(order.id, `/returns/${id}/approve`)).status).toBe(200);
    expect((await act(order.id, `/returns/${id}/approve`)).status).toBe(409);
    expect((await act(order.id, `/returns/${id}/reject`, { reason: "late" })).status).toBe(409);
    const twice = { lines: [...came(1).lines, ...came(1).lines] };
    for (const body of [came(3), came(1, 1, 2), twice, came(1, 2)]) {
      expect((await receive(order, id, body)).status).toBe(422);
    }
    expect(back(order)).toEqual([0, 0]);
    const other = await paidOrder(shop);
    expect((await act(other.id, `/returns/${id}/receive`, came(1))).status).toBe(404);
  });

  test("8 receipts at once are one refund; one key is one receipt", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const changeId = await approvedReturn(shop, order, one(2), "defective");
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => receive(order, changeId, came(2))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    expect(back(order)).toEqual([24_000, 0]);
    const third = await approvedReturn(shop, order, one(1), "wrong_item");
    const key = crypto.randomUUID();
    const same = await Promise.all(
      Array.from({ length: 8 }, () => receive(order, third, came(1), key)),
    );
    expect(new Set(same.map(({ status }) => status < 300))).toEqual(new Set([true]));
    await shop.settle();
    expect(back(order)).toEqual([39_000, 0]);
  });

  test("staff open one for an owner, agreed to, with a fresh password", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const stale = await shop.staff(true);
    const body = { lines: one(1), reason: "defective" };
    const key = { "idempotency-key": crypto.randomUUID() };
    const path = `/api/admin/orders/${order.id}/returns`;
    const refused = await shop.send("POST", path, body, { ...stale.headers, ...key });
    expect([refused.status, refused.body.code]).toEqual([401, "reauthentication_required"]);
    const opened = await act(order.id, "/returns", body);
    expect(opened.status).toBe(200);
    expect(opened.body.changes).toMatchObject([{ state: "APPROVED", actions: ["receive"] }]);
    const { id } = opened.body.changes[0];
    await receive(order, id, came(1));
    expect(back(order)).toEqual([12_000, 0]);
  });

  test("rejected: its units may be asked back again", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const asked = await order.askReturn({ lines: one(3), reason: "changed_mind" });
    const id = asked.body.changes[0].id as string;
    const done = await act(order.id, `/returns/${id}/reject`, { reason: "worn" });
    expect([done.status, done.body.changes[0].state]).toEqual([200, "REJECTED"]);
    expect((await order.withdraw(id)).status).toBe(409);
    expect((await order.read()).lines[0].returnable).toBe(3);
  });

  test.each([
    ["refund", "before"],
    ["refund", "after"],
    ["commit", "before"],
    ["commit", "after"],
    ["restock", "before"],
    ["restock", "after"],
    ["earn", "before"],
    ["earn", "after"],
  ] as const)("57.29: a crash at %s, %s its effect, gives back once", async (method, when) => {
    const member = await shop.member();
    const order = await paidOrder(shop, undefined, { member });
    await delivered(shop, order.id);
    const before = onHand();
    const changeId = await approvedReturn(shop, order, one(2), "defective");
    shop.faults.push({ method, when });
    const answer = await receive(order, changeId, came(2));
    expect([answer.status, answer.headers.get("idempotency-outcome")]).toEqual([
      202,
      "not-executed",
    ]);
    await shop.settle();
    expect((await order.read()).changes).toMatchObject([{ state: "DONE" }]);
    expect([back(order), onHand()]).toEqual([[24_000, 0], before + 2]);
    expect(shop.payment.earned.get(order.id)).toMatchObject({ amount: 120 });
    shop.faults.length = 0;
  });
});

describe("orders 39: days of a return", () => {
  test("not arrived in 30 days, it is withdrawn, once", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    await approvedReturn(shop, order, one(1), "defective");
    await letDaysPass(shop, order.id, 29);
    await shop.sweep();
    expect((await order.read()).changes[0].state).toBe("APPROVED");
    await letDaysPass(shop, order.id, 1);
    const swept = await Promise.all(Array.from({ length: 4 }, () => shop.sweep()));
    expect(swept.reduce((sum, each) => sum + each.withdrawn, 0)).toBe(1);
    expect((await order.read()).changes[0].state).toBe("WITHDRAWN");
  });

  test("the money is due at the end of the third business day in Seoul", async () => {
    // 2026-11-30 is a Monday. Holidays are not known: New Year's Day counts.
    for (const [received, due] of [
      ["2026-11-30T00:00:00.000Z", "2026-12-03T14:59:59.999Z"],
      ["2026-12-01T14:59:59.999Z", "2026-12-04T14:59:59.999Z"],
      ["2026-12-01T15:00:00.000Z", "2026-12-07T14:59:59.999Z"],
      ["2026-12-04T03:00:00.000Z", "2026-12-09T14:59:59.999Z"],
      ["2026-12-05T03:00:00.000Z", "2026-12-09T14:59:59.999Z"],
      ["2026-12-06T03:00:00.000Z", "2026-12-09T14:59:59.999Z"],
      ["2026-12-31T03:00:00.000Z", "2027-01-05T14:59:59.999Z"],
    ]) {
      const [row] = await shop.database.query<{ at: Date }>(
        "select orders.business_day_end($1::timestamptz, 3) as at",
        [received],
      );
      expect([received, row?.at.toISOString()]).toEqual([received, due]);
    }
  });

  test("a refund that is late marks its order once; what a person has settled stays settled", async () => {
    const order = await paidOrder(shop);
    await delivered(shop, order.id);
    const changeId = await approvedReturn(shop, order, one(1), "defective");
    const attempt = shop.payment.attempts.get(order.paymentId);
    if (attempt) attempt.state = "READY";
    await receive(order, changeId, came(1));
    expect((await order.read()).changes[0].refundDueAt).not.toBe(null);
    await daysAgo(shop, `update orders.sales_order set attention = null where id = '${order.id}'`);
    expect((await shop.sweep()).overdue).toBe(0);
    await letDaysPass(shop, order.id, 7);
    const swept = await Promise.all(Array.from({ length: 4 }, () => shop.sweep()));
    expect(swept.reduce((sum, each) => sum + each.overdue, 0)).toBe(1);
    const mark = async () =>
      (
        await shop.database.query<{ attention: string | null }>(
          "select attention from orders.sales_order where id = $1",
          [order.id],
        )
      )[0]?.attention;
    expect(await mark()).toBe("return_overdue");
    expect((await act(order.id, "/clear", { reason: "paid by hand" })).status).toBe(200);
    expect((await shop.sweep()).overdue).toBe(0);
    expect(await mark()).toBe(null);
  });
});

describe("points 14, 15: what a return leaves earned", () => {
  test("counts by the receipt, not by the asking: a cancellation in between is not undone", async () => {
    const member = await shop.member();
    const order = await paidOrder(shop, [{ sku: "MUG-1", quantity: 4 }], { member });
    expect(shop.payment.earned.get(order.id)).toMatchObject({ n: 1, amount: 480 });
    await delivered(shop, order.id, one(2));
    const changeId = await approvedReturn(shop, order, one(1), "defective");
    await order.cancel({ lines: one(1) });
    expect(shop.payment.earned.get(order.id)).toMatchObject({ n: 3, amount: 360 });
    await receive(order, changeId, came(1));
    expect(shop.payment.earned.get(order.id)).toMatchObject({ n: 4, amount: 240 });
  });

  test("a return after completion still says what is earned", async () => {
    const member = await shop.member();
    const order = await paidOrder(shop, undefined, { member });
    await delivered(shop, order.id);
    expect((await order.receive()).status).toBe(200);
    expect(shop.payment.earned.get(order.id)).toMatchObject({ state: "posted", amount: 360 });
    const changeId = await approvedReturn(shop, order, one(2), "defective");
    await receive(order, changeId, came(2));
    expect(shop.payment.earned.get(order.id)).toMatchObject({ n: 3, amount: 120 });
    expect([await shop.state(order.id), back(order)]).toEqual(["COMPLETED", [24_000, 0]]);
  });
});

describe("orders 41: a deposit that the bank took back", () => {
  async function reversed() {
    const member = await shop.member();
    shop.payment.points.set(member.id, { available: 9_000, held: 0 });
    const pay = { instrument: "virtual_account", paymentMethod: "MIXED", pointUsed: 9_000 };
    const order = await paidOrder(shop, undefined, { member, pay });
    const attempt = shop.payment.attempts.get(order.paymentId);
    if (attempt) attempt.depositReversed = true;
    await shop.database.query(
      "insert into orders.step (subject, order_id, version, name, due_at) select id, id, version, 'look', now() from orders.sales_order where id = $1",
      [order.id],
    );
    await shop.sweep();
    return { order, member };
  }
  const mark = (id: string) =>
    shop.database.query("select attention, state from orders.sales_order where id = $1", [id]);

  test("stops packing and shipping until a person has decided", async () => {
    const { order } = await reversed();
    expect(await mark(order.id)).toEqual([{ attention: "deposit_reversed", state: "PAID" }]);
    expect((await act(order.id, "/shipments")).status).toBe(409);
    await act(order.id, "/clear", { reason: "the money is there again" });
    const id = await packed(shop, order.id);
    await daysAgo(
      shop,
      `update orders.sales_order set attention = 'deposit_reversed' where id = '${order.id}'`,
    );
    const SHIP = { carrier: "post", trackingNumber: "123456" };
    expect((await act(order.id, `/shipments/${id}/ship`, SHIP)).status).toBe(409);
    expect((await act(order.id, `/shipments/${id}/void`)).status).toBe(200);
  });

  test("a cancellation gives points back and no card part, and asks for no account", async () => {
    const { order, member } = await reversed();
    const before = onHand();
    const done = await act(order.id, "/cancel", { reason: "the bank took it back" });
    expect(done.status).toBe(200);
    await shop.settle();
    expect(back(order)).toEqual([0, 9_000]);
    expect(shop.payment.points.get(member.id)).toEqual({ available: 9_000, held: 0 });
    expect([await shop.state(order.id), onHand()]).toEqual(["CANCELLED", before + 3]);
  });

  test("it is not completed, and a return gives points alone", async () => {
    const { order } = await reversed();
    await act(order.id, "/clear", { reason: "written off" });
    await delivered(shop, order.id);
    await daysAgo(
      shop,
      `update orders.sales_order set attention = 'deposit_reversed' where id = '${order.id}'`,
    );
    await letDaysPass(shop, order.id, 8);
    await shop.sweep();
    expect([(await order.receive()).status, await shop.state(order.id)]).toEqual([409, "PAID"]);
    const changeId = await approvedReturn(shop, order, one(3), "defective");
    await receive(order, changeId, came(3));
    await shop.settle();
    expect(back(order)).toEqual([0, 9_000]);
  });
});
