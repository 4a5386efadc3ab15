/** Orders 5: what goes back adds up, whatever is cancelled, sent and returned in whatever order: as a law, and on a real PostgreSQL. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approvedReturn, depsIn, paidOrder, STAFF, sent } from "./after.ts";
import { cancel, type ModelOrder, modelOrder, receive, ship, type Units } from "./refund-model.ts";
import { openShop, type Shop } from "./shop.ts";

const LINES_MAX = 4;
const step = fc.record({
  what: fc.constantFrom("cancel", "ship", "receive", "receive_for_fee"),
  line: fc.integer({ min: 1, max: LINES_MAX }),
  quantity: fc.integer({ min: 1, max: 9 }),
});
const history = fc.record({
  lines: fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 9 }),
      netMinor: fc.integer({ min: 0, max: 1_000_000 }),
    }),
    { minLength: 1, maxLength: LINES_MAX },
  ),
  shippingMinor: fc.constantFrom(0, 3_000, 6_000),
  percent: fc.integer({ min: 0, max: 100 }),
  steps: fc.array(step, { maxLength: 20 }),
});

/** What must hold after each step, whatever came before. */
function laws(order: ModelOrder) {
  expect(order.backCard).toBeGreaterThanOrEqual(0);
  expect(order.backPoints).toBeGreaterThanOrEqual(0);
  expect(order.backCard).toBeLessThanOrEqual(order.card);
  expect(order.backPoints).toBeLessThanOrEqual(order.points);
}

/** Each unit is cancelled or back. */
function isOver({ lines }: ModelOrder): boolean {
  return lines.every((l) => l.cancelled + l.returned === l.quantity);
}

function allOf(order: ModelOrder, left: (line: ModelOrder["lines"][number]) => number): Units {
  return order.lines.map((l) => ({ line: l.line, quantity: left(l) }));
}

describe("orders 5: partial cancellations and returns in any order", () => {
  test("sum to what was paid, less the fees, and to never more: 10 000 orders", () => {
    fc.assert(
      fc.property(history, ({ lines, shippingMinor, percent, steps }) => {
        const numbered = lines.map((each, index) => ({ ...each, line: index + 1 }));
        const total = lines.reduce((sum, { netMinor }) => sum + netMinor, 0) + shippingMinor;
        const order = modelOrder(numbered, shippingMinor, Math.floor((total * percent) / 100));
        let isDeliveryBack = false;
        const act = (what: string, units: Units) => {
          const wasOver = isOver(order);
          if (what === "ship") ship(order, units);
          else if (what === "cancel") cancel(order, units);
          else receive(order, units, what === "receive" ? null : 3_000);
          laws(order);
          if (wasOver || !isOver(order)) return;
          // The last unit brings the delivery back: when nothing was sent, or where the shop is at fault.
          isDeliveryBack =
            what === "receive" || order.lines.every((l) => l.cancelled === l.quantity);
        };
        for (const { what, line, quantity } of steps) act(what, [{ line, quantity }]);
        act(
          "cancel",
          allOf(order, (l) => l.quantity - l.cancelled - l.shipped),
        );
        act(
          "receive",
          allOf(order, (l) => l.shipped - l.returned),
        );
        expect(isOver(order)).toBe(true);
        const kept = isDeliveryBack ? 0 : shippingMinor;
        expect(order.backCard + order.backPoints + order.fees + kept).toBe(total);
        if (order.fees === 0 && kept === 0) {
          expect([order.backCard, order.backPoints]).toEqual([order.card, order.points]);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});

describe("orders 5: PostgreSQL gives back what the arithmetic says", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  }, 120_000);
  afterAll(() => shop?.close());

  test("in 40 histories of an order, after each step", async () => {
    const histories = fc.sample(
      fc.record({
        quantities: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
        points: fc.integer({ min: 0, max: 20_000 }),
        steps: fc.array(step, { minLength: 2, maxLength: 6 }),
      }),
      { numRuns: 40, seed: 39 },
    );
    for (const { quantities, points, steps } of histories) await replay(quantities, points, steps);
  }, 300_000);

  async function replay(
    [mugs, lamps]: [number, number],
    points: number,
    steps: { what: string; line: number; quantity: number }[],
  ) {
    const member = await shop.member();
    shop.payment.points.set(member.id, { available: 100_000, held: 0 });
    const used = points < 100 ? 0 : points;
    const items = [
      { sku: "MUG-1", quantity: mugs },
      { sku: "LAMP-2", quantity: lamps },
    ];
    const total = mugs * 12_000 + lamps * 30_000;
    const shippingMinor = total >= 50_000 ? 0 : 3_000;
    const pay = used > 0 ? { paymentMethod: "MIXED", pointUsed: used } : {};
    const order = await paidOrder(shop, items, { member, pay });
    const bySku = new Map<string, number>(
      (await order.read()).lines.map((l: { sku: string; line: number }) => [l.sku, l.line]),
    );
    const model = modelOrder(
      [
        { line: bySku.get("MUG-1") ?? 0, quantity: mugs, netMinor: mugs * 12_000 },
        { line: bySku.get("LAMP-2") ?? 0, quantity: lamps, netMinor: lamps * 30_000 },
      ].sort((a, b) => a.line - b.line),
      shippingMinor,
      used,
    );
    for (const { what, line: any, quantity } of steps) {
      const line = ((any - 1) % 2) + 1;
      await apply(order, model, what, [{ line, quantity }]);
      const attempt = shop.payment.attempts.get(order.paymentId);
      expect([attempt?.refundedCard, attempt?.refundedPoints]).toEqual([
        model.backCard,
        model.backPoints,
      ]);
    }
  }

  /** Does one step on both; what the arithmetic leaves out is not asked for. */
  async function apply(
    order: Awaited<ReturnType<typeof paidOrder>>,
    model: ModelOrder,
    what: string,
    units: Units,
  ) {
    const lineOf = (line: number) => model.lines.find((l) => l.line === line);
    if (what === "ship") {
      const taken = units.flatMap(({ line, quantity }) => {
        const l = lineOf(line);
        const k = l ? Math.min(quantity, l.quantity - l.cancelled - l.shipped) : 0;
        return k > 0 ? [{ line, quantity: k }] : [];
      });
      ship(model, units);
      if (taken.length > 0) await sent(shop, order.id, taken);
      return;
    }
    if (what === "cancel") {
      const taken = cancel(model, units);
      if (taken.length > 0) expect((await order.cancel({ lines: taken })).status).toBe(200);
      return;
    }
    const isForFee = what === "receive_for_fee";
    const taken = receive(model, units, isForFee ? 3_000 : null);
    if (taken.length === 0) return;
    const reason = isForFee ? "changed_mind" : "defective";
    const changeId = await approvedReturn(shop, order, [...taken], reason);
    const lines = taken.map(({ line, quantity }) => ({ line, received: quantity, restocked: 0 }));
    const which = { orderId: order.id, changeId };
    expect((await depsIn(shop).returns.receive(which, lines, STAFF)).kind).toBe("done");
    await shop.settle();
  }
});
