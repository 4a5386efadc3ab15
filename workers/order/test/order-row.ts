/** Rows of one order as the Worker reads them, for tests of what is decided and shown without a database. */
import type { ChangeRow, ShipmentRow } from "../src/core/change-rows.ts";
import type { LineRow, OrderRow } from "../src/core/rows.ts";

/** The moment at which the row is read. */
export const READ_AT = "2026-12-01T09:00:00.000Z";

/** Gives a line of three mugs at 10 000 won each, less a discount of 3 000. @param more fields that differ */
export function lineRow(more: Partial<LineRow> = {}): LineRow {
  return {
    line: 1,
    sku: "MUG-1",
    productId: "prd_01k9z3v5e8f0r9t2m4w6y8a1bc",
    titleKo: "머그",
    titleEn: "Mug",
    options: [{ ko: "파랑", en: "Blue" }],
    pictureId: "a".repeat(64),
    unitMinor: 10_000,
    quantity: 3,
    discountMinor: 3_000,
    cardMinor: 22_000,
    pointAmount: 5_000,
    cancelled: 0,
    shipped: 0,
    returned: 0,
    ...more,
  };
}

/** Gives a paid order of a member: three mugs and a tea, 50 000 − 5 000 + 3 000 won. @param more fields that differ */
export function orderRow(more: Partial<OrderRow> = {}): OrderRow {
  const tea = {
    ...{ line: 2, sku: "TEA-2", titleKo: "차", titleEn: "Tea", options: [], pictureId: null },
    ...{ unitMinor: 20_000, quantity: 1, discountMinor: 2_000 },
    ...{ cardMinor: 15_500, pointAmount: 2_500 },
  };
  return {
    id: "ord_01k9z3v5e8f0r9t2m4w6y8a1bc",
    number: "7KQ2-M4XT-9B",
    memberId: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc",
    email: "mina@example.com",
    ordererName: "김민아",
    ordererPhone: "010-1234-5678",
    locale: "ko",
    accessGen: 0,
    state: "PAID",
    version: 4,
    currency: "KRW",
    itemsMinor: 50_000,
    discountMinor: 5_000,
    shippingMinor: 3_000,
    totalMinor: 48_000,
    cardMinor: 40_000,
    pointAmount: 8_000,
    couponCode: "WELCOME-10",
    shippingMethod: "standard",
    recipient: "박서준",
    phone: "010-8765-4321",
    country: "KR",
    postcode: "04524",
    line1: "서울특별시 중구 세종대로 110",
    line2: "3층",
    memo: "문 앞에 놓아 주세요",
    clientDigest: "digest",
    holdId: "hld_01k9z3v5e8f0r9t2m4w6y8a1bc",
    paymentId: "pay_01k9z3v5e8f0r9t2m4w6y8a1bc",
    attempts: 1,
    deadlineAt: null,
    cancelRequested: false,
    attention: null,
    reason: null,
    committed: true,
    placedAt: "2026-12-01T08:00:00.000Z",
    paidAt: "2026-12-01T08:05:00.000Z",
    deliveredAt: null,
    closedAt: null,
    updatedAt: "2026-12-01T08:06:00.000Z",
    readAt: READ_AT,
    payable: false,
    secondsLeft: null,
    instrument: "card",
    lines: [lineRow(), lineRow(tea)],
    changes: [],
    shipments: [],
    ...more,
  };
}

/** Gives a cancellation of one mug whose money is back. @param more fields that differ */
export function changeRow(more: Partial<ChangeRow> = {}): ChangeRow {
  return {
    id: "chg_01k9z3v5e8f0r9t2m4w6y8a1bc",
    kind: "cancel",
    state: "DONE",
    version: 3,
    n: 1,
    reason: "changed_mind",
    note: "",
    feeMinor: 0,
    cardMinor: 7_333,
    pointAmount: 1_666,
    refundId: "rfd_01k9z3v5e8f0r9t2m4w6y8a1bc",
    needsAccount: false,
    failure: null,
    approvedAt: null,
    receivedAt: null,
    refundDueAt: null,
    createdAt: "2026-12-01T08:10:00.000Z",
    lines: [changeLine()],
    ...more,
  };
}

/** Gives a line of a change: one mug. @param more fields that differ */
export function changeLine(
  more: Partial<ChangeRow["lines"][number]> = {},
): ChangeRow["lines"][number] {
  const parts = { cardMinor: 7_333, pointAmount: 1_666 };
  return { line: 1, quantity: 1, received: null, restocked: null, ...parts, ...more };
}

/** Gives a parcel of three mugs that was sent. @param more fields that differ */
export function parcelRow(more: Partial<ShipmentRow> = {}): ShipmentRow {
  return {
    id: "shp_01k9z3v5e8f0r9t2m4w6y8a1bc",
    state: "SHIPPED",
    version: 2,
    carrier: "cj",
    trackingNumber: "1234-5678",
    shippedAt: "2026-12-01T08:30:00.000Z",
    deliveredAt: null,
    lines: [{ line: 1, quantity: 3 }],
    ...more,
  };
}
