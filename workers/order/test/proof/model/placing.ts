/** Placing as the function `orders.place` does it: all of it or nothing. */
import { UNPAID_MAX } from "@edgemart/contracts/order";
import type { PlacedLine, PlacedOrderRow } from "../../../src/core/placement.ts";
import type { LineRow, OrderRow } from "../../../src/core/rows.ts";
import type { OrderStore, Placing } from "../../../src/ports/orders.ts";
import { timeOf } from "./clock.ts";
import { type ModelOrder, type ModelStep, type OrdersTable, unleased } from "./orders-table.ts";

const PLACING_SECONDS = 30;

/** Places an order, or says what keeps it from being placed. */
export function placeInModel(
  table: OrdersTable,
  placing: Placing,
): Awaited<ReturnType<OrderStore["place"]>> {
  const { key, order: asked, lines, coupon, replaces } = placing;
  const caller = asked.member_id ?? "guest";
  const known = key && table.keys.get(`${caller} ${key.key}`);
  if (known) {
    const isKnown = known.input === key.input;
    return isKnown ? { kind: "known", orderId: known.subject } : { kind: "reused" };
  }
  const replaced = replaces === null ? undefined : table.orders.get(replaces);
  if (replaces !== null && replaced?.row.memberId !== asked.member_id)
    return { kind: "no_such_order" };
  const args =
    replaced?.row.state === "PENDING"
      ? { replaces: { orderId: replaced.row.id, holdId: replaced.row.holdId } }
      : {};
  const own = [...table.orders.values()].filter(
    ({ row, deadline }) =>
      deadline !== null && row.id !== replaces && (row.memberId ?? "guest") === caller,
  );
  const oldest = own
    .filter(({ row }) => row.state === "PENDING")
    .sort((a, b) => a.placed - b.placed || (a.row.id < b.row.id ? -1 : 1))[0];
  if (own.length >= UNPAID_MAX && !oldest) return { kind: "all_being_paid" };
  const offer = coupon && table.coupons.get(coupon.code);
  const taken = table.reservedUse(replaces, coupon?.code);
  if (offer && !taken) {
    if (offer.uses >= offer.usesMax && table.rules.couponCountedAtOnce)
      return { kind: "coupon_used_up" };
    offer.uses += 1;
  }
  if (own.length >= UNPAID_MAX && oldest) {
    table.write(oldest, { state: "CANCELLED", reason: "displaced" }, null);
    unleased(table.putStep(oldest, { name: "release", args: {}, dueSeconds: 0 }));
  }
  const { now } = table.clock;
  const placed: ModelOrder = {
    row: placedRow(asked, lines, coupon?.code ?? null, now),
    placed: now,
    deadline: now + PLACING_SECONDS,
  };
  table.orders.set(asked.id, placed);
  if (taken) {
    table.couponUses.delete(replaces ?? "");
    table.couponUses.set(asked.id, { ...taken, takenFrom: replaces ?? undefined });
  } else if (coupon) {
    table.couponUses.set(asked.id, { code: coupon.code, state: "reserved" });
  }
  if (key) table.keys.set(`${caller} ${key.key}`, { input: key.input, subject: asked.id });
  const step = table.putStep(placed, { name: "hold", args, dueSeconds: 0 });
  if (step) step.lease = placed.deadline;
  return { kind: "placed", held: table.held(step as ModelStep) };
}

function placedRow(
  asked: PlacedOrderRow,
  lines: readonly PlacedLine[],
  couponCode: string | null,
  now: number,
): OrderRow {
  const at = timeOf(now);
  const lineRows: LineRow[] = lines.map((line) => ({
    ...{ line: line.line, sku: line.sku, productId: line.product_id, titleKo: line.title_ko },
    ...{ titleEn: line.title_en, options: line.options, pictureId: line.picture_id },
    ...{ unitMinor: line.unit_minor, quantity: line.quantity, discountMinor: line.discount_minor },
    ...{ cardMinor: 0, pointAmount: 0, cancelled: 0, shipped: 0, returned: 0 },
  }));
  return {
    ...{ id: asked.id, number: asked.number, memberId: asked.member_id, email: asked.email },
    ...{ ordererName: asked.orderer_name, ordererPhone: asked.orderer_phone, accessGen: 1 },
    ...{ locale: asked.locale as "ko", state: "PLACING", version: 1, currency: "KRW" },
    ...{ itemsMinor: asked.items_minor, discountMinor: asked.discount_minor },
    ...{ shippingMinor: asked.shipping_minor, totalMinor: asked.total_minor, cardMinor: 0 },
    ...{ pointAmount: 0, couponCode, shippingMethod: asked.shipping_method },
    ...{ recipient: asked.recipient, phone: asked.phone, country: asked.country },
    ...{ postcode: asked.postcode, line1: asked.line1, line2: asked.line2, memo: asked.memo },
    ...{ clientDigest: asked.client_digest, holdId: asked.hold_id, paymentId: null, attempts: 0 },
    ...{ deadlineAt: timeOf(now + PLACING_SECONDS), cancelRequested: false, attention: null },
    ...{ reason: null, committed: false, placedAt: at, paidAt: null, deliveredAt: null },
    ...{ closedAt: null, updatedAt: at, readAt: at, payable: true, secondsLeft: PLACING_SECONDS },
    ...{ instrument: null, lines: lineRows, changes: [], shipments: [] },
  };
}
