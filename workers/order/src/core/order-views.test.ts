/** An order as its owner and staff see it, on its page and in lists; each view is what the contract says. */
import { Order, OrderCard } from "@edgemart/contracts/order";
import { AdminOrder, AdminOrderCard } from "@edgemart/contracts/order-administration";
import { statesOf } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";
import { changeLine, changeRow, lineRow, orderRow, parcelRow } from "../../test/order-row.ts";
import { AdminOrderRow, adminOrderCard, adminOrderView } from "./admin-order-view.ts";
import { shipmentView } from "./after-view.ts";
import { orderCard } from "./order-card.ts";
import { orderView } from "./order-view.ts";
import type { OrderRow } from "./rows.ts";

const TOLD = { payment: null, degraded: [], pointsEarnPercent: 1, returnFeeMinor: 3_000 };
const LATER = "2026-12-01T10:00:00.000Z";
/** An order some of which was sent, some cancelled, and some of which comes back. */
const BUSY = orderRow({
  lines: [...orderRow().lines.slice(1), lineRow({ cancelled: 1, shipped: 2, returned: 1 })],
  shipments: [parcelRow({ lines: [{ line: 1, quantity: 2 }] })],
  changes: [
    changeRow(),
    changeRow({
      ...{ id: "chg_01k9z3v5e8f0r9t2m4w6y8a1bd", kind: "return", state: "REFUNDING" },
      ...{ feeMinor: 3_000, note: "chipped", receivedAt: LATER, refundDueAt: LATER },
      lines: [changeLine({ quantity: 2, received: 1, restocked: 0 })],
    }),
  ],
});
const won = (amountMinor: number) => ({ amountMinor, currency: "KRW" });

describe("orders 36: an order as its owner sees it", () => {
  test("is what the contract says, at every state", () => {
    for (const state of statesOf("order")) {
      const shown = orderView({ ...BUSY, state }, TOLD);
      expect(Order.parse(shown)).toEqual(shown);
    }
  });

  test("adds up: lines to goods, goods to the total, card and points of lines within the order's", () => {
    const { lines, ...order } = orderView(orderRow(), TOLD);
    const sum = (of: (line: Order["lines"][number]) => number) =>
      lines.reduce((total, line) => total + of(line), 0);
    const { amountMinor: goods } = order.itemsTotal;
    expect(sum((line) => line.unit.amountMinor * line.quantity)).toBe(goods);
    expect(sum((line) => line.discount.amountMinor)).toBe(order.discount.amountMinor);
    expect(sum((line) => line.total.amountMinor)).toBe(goods - order.discount.amountMinor);
    expect(order.total).toEqual(won(goods - 5_000 + order.shipping.amountMinor));
    expect(sum((line) => line.card.amountMinor + line.points) + 3_000).toBe(48_000);
    for (const line of lines)
      expect(line.card.amountMinor + line.points).toBe(line.total.amountMinor);
    expect([order.card, order.pointsUsed, order.vat]).toEqual([won(40_000), 8_000, won(3_636)]);
  });

  test("tells what was bought as it was then, and what became of its units", () => {
    const { lines, shipments, changes } = orderView(BUSY, TOLD);
    expect(lines[1]).toEqual({
      ...{ line: 1, sku: "MUG-1", productId: "prd_01k9z3v5e8f0r9t2m4w6y8a1bc", quantity: 3 },
      ...{ title: { ko: "머그", en: "Mug" }, options: [{ ko: "파랑", en: "Blue" }] },
      ...{ pictureId: "a".repeat(64), unit: won(10_000), discount: won(3_000), total: won(27_000) },
      ...{ card: won(22_000), points: 5_000, cancelled: 1, shipped: 2, returned: 1, returnable: 1 },
    });
    expect(shipments.map(({ lines: units }) => units)).toEqual([[{ line: 1, quantity: 2 }]]);
    expect(
      changes.map(({ fee, card, points, lines: units }) => [fee, card, points, units]),
    ).toEqual([
      [won(0), won(7_333), 1_666, [{ line: 1, quantity: 1, received: null }]],
      [won(3_000), won(7_333), 1_666, [{ line: 1, quantity: 2, received: 1 }]],
    ]);
  });

  test("tells who ordered, and where it goes", () => {
    const { contact, shippingAddress } = orderView(orderRow(), TOLD);
    expect(contact).toEqual({
      ...{ name: "김민아", email: "mina@example.com", phone: "010-1234-5678" },
    });
    expect(shippingAddress).toEqual({
      ...{ recipient: "박서준", phone: "010-8765-4321", country: "KR", postcode: "04524" },
      ...{ line1: "서울특별시 중구 세종대로 110", line2: "3층" },
    });
  });

  test("names the services that did not answer, and shows the rest", () => {
    const shown = orderView(orderRow(), { ...TOLD, degraded: ["payment"] });
    expect([shown.degraded, shown.payment, shown.total]).toEqual([["payment"], null, won(48_000)]);
  });

  test.each([
    ["PENDING", true, 1, 4],
    ["PENDING", true, 5, 0],
    ["PENDING", false, 1, 0],
    ["PAYING", true, 1, 0],
    ["PAID", true, 1, 0],
  ] as const)(
    "orders 32: %s, payable %s, after %i attempts has %i left",
    (state, payable, attempts, left) => {
      expect(orderView(orderRow({ state, payable, attempts }), TOLD).attemptsLeft).toBe(left);
    },
  );
});

describe("orders 40: a parcel", () => {
  test("is followed at its carrier, where both carrier and number are known", () => {
    expect(shipmentView(parcelRow()).trackingUrl).toMatch(/^https:.*1234-5678/);
    for (const more of [{ carrier: null }, { carrier: "pigeon" }, { trackingNumber: null }]) {
      expect(shipmentView(parcelRow(more)).trackingUrl).toBe(null);
    }
  });
});

describe("orders 36, 42: an order in a list", () => {
  test("is named by its first line, and what is behind it is counted", () => {
    const card = orderCard(BUSY);
    expect(OrderCard.parse(card)).toEqual(card);
    expect(card).toMatchObject({
      ...{ title: { ko: "차", en: "Tea" }, pictureId: null, lineCount: 2, total: won(48_000) },
      ...{ fulfilment: "part_shipped", hasRefund: true },
    });
    expect(orderCard(orderRow()).pictureId).toBe("a".repeat(64));
    const empty = orderCard(orderRow({ lines: [] }));
    expect([empty.title, empty.pictureId]).toEqual([{ ko: "", en: "" }, null]);
  });

  test.each([...statesOf("cancel"), ...statesOf("return")])(
    "had a refund once it is there: %s",
    (state) => {
      const changes = [changeRow({ state: "OPEN" }), changeRow({ state })];
      expect(orderCard(orderRow({ changes })).hasRefund).toBe(state === "DONE");
    },
  );

  test("tells staff who ordered, how the money is, and how many returns wait", () => {
    const shown = adminOrderCard(orderRow({ attention: "return_overdue" }));
    expect(AdminOrderCard.parse(shown)).toEqual(shown);
    expect(shown).toMatchObject({
      ...{ number: "7KQ2-M4XT-9B", memberId: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc", name: "김민아" },
      ...{ email: "mina@example.com", money: "paid", instrument: "card", openReturns: 0 },
      attention: "return_overdue",
    });
    expect(adminOrderCard(orderRow({ cardMinor: 0, pointAmount: 48_000 })).instrument).toBe(null);
    const changes = statesOf("return").map((state) => changeRow({ kind: "return", state }));
    // Asked for, agreed to, arrived: the others are settled, or the money's.
    expect(adminOrderCard(orderRow({ changes })).openReturns).toBe(3);
    const cancels = changes.map((change) => ({ ...change, kind: "cancel" as const }));
    expect(adminOrderCard(orderRow({ changes: cancels })).openReturns).toBe(0);
  });
});

describe("orders 42: an order as staff see it", () => {
  const staff = (order: OrderRow, steps: AdminOrderRow["steps"] = []) =>
    adminOrderView({ order, attempts: [], steps }, TOLD);

  test("is what the contract says, with attempts and steps as the database has them", () => {
    const at = "2026-12-01T09:00:00+00:00";
    const { attempts, steps } = AdminOrderRow.shape;
    const row = {
      attempts: attempts.parse([
        { payment_id: "pay_01k9z3v5e8f0r9t2m4w6y8a1bc", n: 1, instrument: "card", created_at: at },
      ]),
      steps: steps.parse([{ subject: "ord_1", name: "earn", due_at: at, tries: 3, error: null }]),
    };
    const shown = adminOrderView({ order: BUSY, ...row }, TOLD);
    expect(AdminOrder.parse(shown)).toEqual(shown);
    expect(shown).toMatchObject({ ...row, isSold: true, money: "refunding" });
    expect(shown.steps[0]?.dueAt).toBe("2026-12-01T09:00:00.000Z");
  });

  test("shows what arrived of a return and was put back, why a refund failed, and what may be done", () => {
    const failed = changeRow({ state: "FAILED", failure: "no_partial" });
    const shown = staff({ ...BUSY, changes: [...BUSY.changes, failed] });
    expect(shown.shipments.map(({ actions }) => actions)).toEqual([["deliver"]]);
    expect(shown.changes[1]).toMatchObject({
      ...{ lines: [{ line: 1, quantity: 2, received: 1, restocked: 0 }], receivedAt: LATER },
    });
    expect(shown.changes[2]).toMatchObject({
      ...{ refundId: failed.refundId, failure: "no_partial", actions: ["drive"] },
    });
    expect(shown.actions).toContain("drive");
  });

  test("offers as goodwill what is left, where goodwill may be given", () => {
    expect(staff(orderRow({ changes: [changeRow()] })).goodwillMax).toBe(48_000 - 7_333 - 1_666);
    expect(staff(orderRow({ attention: "deposit_reversed" })).goodwillMax).toBe(0);
  });

  test("offers to drive what a step owes", () => {
    const step = { subject: "ord_1", name: "earn", dueAt: LATER, tries: 1, error: "Timeout" };
    expect(staff(orderRow()).actions).not.toContain("drive");
    expect(staff(orderRow(), [step]).actions).toContain("drive");
  });
});
