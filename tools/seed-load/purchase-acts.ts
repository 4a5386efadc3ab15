/** An order of the demo shop → the statements that make it happen, each at its time. Pure. */
import { RETURN_DAYS } from "@edgemart/contracts/order-fulfilment";
import type { SeedAct, SeedOrder } from "../seed/order-story.ts";
import {
  call,
  DAY,
  EPOCH,
  gatewayNames,
  iso,
  MINUTE,
  move,
  purchaseIds,
  purchaseNumber,
  type SeedPurchase,
  type TimedStatement,
} from "./purchase.ts";
import { awaiting, beginning, leaving, paying } from "./purchase-paying.ts";
import { seedId } from "./seed-id.ts";

/** Lists the statements of an order's life, in its order. @param now epoch milliseconds of the load */
export function purchaseActs(purchase: SeedPurchase, now: number): TimedStatement[] {
  const { order } = purchase;
  const placedAt = now - order.placedDaysAgo * DAY;
  const { payment } = order;
  const begunAt = placedAt + (payment.by === "nothing" ? 50 : 3) * MINUTE;
  const settledAt = begunAt + 2 * MINUTE;
  const begun = [...placing(purchase, placedAt), ...beginning(purchase, begunAt)];
  switch (payment.by) {
    case "nothing":
      return [...begun, ...leaving(purchase, begunAt + 21 * MINUTE)];
    case "virtual_account": {
      const awaited = [...begun, ...awaiting(purchase, settledAt)];
      if (payment.depositDaysAgo === null) return awaited;
      const paidAt = now - payment.depositDaysAgo * DAY;
      return [...awaited, ...paying(purchase, paidAt), ...afterwards(purchase, now)];
    }
    default:
      return [...begun, ...paying(purchase, settledAt), ...afterwards(purchase, now)];
  }
}

function placing({ order, orderer, lines, priced }: SeedPurchase, at: number): TimedStatement[] {
  const { orderId, holdId } = purchaseIds(order.name);
  const { discounts: _, ...amounts } = priced;
  const row = {
    id: orderId,
    number: purchaseNumber(order.name),
    member_id: orderer.memberId,
    email: orderer.email,
    email_norm: orderer.emailNorm,
    orderer_name: orderer.name,
    orderer_phone: "010-0000-1234",
    locale: orderer.locale,
    currency: amounts.currency,
    items_minor: amounts.itemsMinor,
    discount_minor: amounts.discountMinor,
    shipping_minor: amounts.shippingMinor,
    total_minor: amounts.totalMinor,
    shipping_method: amounts.shippingMethod,
    recipient: orderer.name,
    phone: "010-0000-1234",
    country: "KR",
    postcode: "04524",
    line1: "서울특별시 중구 세종대로 110",
    line2: "101호",
    memo: order.memo ?? "",
    client_digest: "demo",
    hold_id: holdId,
  };
  const input = {
    order: row,
    lines,
    coupon: order.coupon ?? null,
    coupon_version: order.coupon ? 1 : null,
    lease_seconds: 30,
    unpaid_max: 3,
    guests_max: 60,
  };
  const held = lines.map(({ sku, quantity }) => ({ sku, quantity }));
  return [
    call(at, "orders.place", [input], ["kind", "placed"]),
    call(at, "catalog.hold_stock", [holdId, held, 900, orderId, null], ["state", "held"]),
    move(order, at, "placed_held", "saga", {
      state: "PENDING",
      deadline_at: iso(at + 15 * MINUTE),
    }),
  ];
}

function afterwards(purchase: SeedPurchase, now: number): TimedStatement[] {
  return purchase.order.acts.flatMap((act) => happening(purchase, act, now - act.daysAgo * DAY));
}

function happening({ order, staffId }: SeedPurchase, act: SeedAct, at: number): TimedStatement[] {
  const { orderId } = purchaseIds(order.name);
  const changeId = seedId("change", EPOCH, `demo order ${order.name}`);
  const base = { order_id: orderId, lease_seconds: 20, lines: null, request_id: "seed" };
  const staff = (action: string) => ({ ...base, actor: staffId, action: `order.${action}` });
  const change = {
    ...base,
    id: changeId,
    refund_id: seedId("refund", EPOCH, `demo order ${order.name}`),
    actor: "shopper",
  };
  const refunded: TimedStatement = {
    at,
    text: "SELECT pg_temp.seed_refund($1, $2)",
    values: [changeId, gatewayNames(order.name).back],
  };
  const done = ["kind", "done"] as const;
  switch (act.kind) {
    case "prepare": {
      const input = {
        ...staff("parcel_prepared"),
        id: parcelId(order, act),
        lines: act.parcel.lines,
      };
      return [call(at, "orders.prepare_shipment", [input], done)];
    }
    case "ship":
    case "deliver": {
      const { carrier, trackingNumber } = act.parcel;
      const named = act.kind === "ship" ? { carrier, tracking_number: trackingNumber } : {};
      const to = act.kind === "ship" ? "SHIPPED" : "DELIVERED";
      const input = {
        ...staff(`parcel_${to.toLowerCase()}`),
        shipment_id: parcelId(order, act),
        to,
      };
      return [call(at, "orders.move_shipment", [{ ...input, ...named }], done)];
    }
    case "cancel": {
      const input = { ...change, lines: act.lines, reason: act.reason };
      return [call(at, "orders.begin_cancel", [input], ["kind", "begun"]), refunded];
    }
    case "ask_return": {
      const { lines, reason, note } = act;
      const terms = { days: RETURN_DAYS[reason], fee_minor: reason === "changed_mind" ? 3_000 : 0 };
      const input = { ...change, lines, reason, note, ...terms, agreed: false };
      return [call(at, "orders.ask_return", [input], done)];
    }
    case "approve_return": {
      const input = { ...staff("return_approved"), change_id: changeId, to: "APPROVED" };
      return [call(at, "orders.move_return", [input], done)];
    }
    case "receive_return": {
      const input = { ...staff("return_received"), change_id: changeId, lines: act.lines };
      return [call(at, "orders.receive_return", [input], done), refunded];
    }
    case "complete":
      return [
        call(at, "orders.complete", [orderId, act.by, 0], ["state", "COMPLETED"]),
        call(at, "payment.points_settle_earn", [orderId, 365]),
      ];
  }
}

function parcelId(order: SeedOrder, act: Extract<SeedAct, { parcel: unknown }>): string {
  return seedId("shipment", EPOCH, `demo order ${order.name} ${act.parcel.name}`);
}
