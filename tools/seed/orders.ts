/** Orders of the demo shop, one of each kind there is; no clock: days count from the load. */
import type { SeedAct, SeedOrder, SeedParcel } from "./order-story.ts";

const parcel = (trackingNumber: string, lines: SeedParcel["lines"] = null): SeedParcel => ({
  name: trackingNumber,
  lines,
  carrier: "cj",
  trackingNumber,
});

/** Packed and handed over on one day, delivered on another; null: still on its way. */
function sent(sentParcel: SeedParcel, shipped: number, delivered: number | null): SeedAct[] {
  const way: SeedAct[] = [
    { kind: "prepare", parcel: sentParcel, daysAgo: shipped + 0.2 },
    { kind: "ship", parcel: sentParcel, daysAgo: shipped },
  ];
  return delivered === null
    ? way
    : [...way, { kind: "deliver", parcel: sentParcel, daysAgo: delivered }];
}

/** Orders, oldest first. */
export const orders: readonly SeedOrder[] = [
  {
    name: "completed",
    buyer: "demo",
    placedDaysAgo: 92,
    items: [{ sku: "OND-0002-COBALT", quantity: 2 }],
    memo: "문 앞에 놓아 주세요",
    payment: { by: "card" },
    acts: [...sent(parcel("690001000092"), 91, 89), { kind: "complete", by: "saga", daysAgo: 81 }],
  },
  {
    name: "points alone",
    buyer: "demo",
    placedDaysAgo: 60,
    items: [{ sku: "SOO-0103-BUTTER", quantity: 1 }],
    payment: { by: "points" },
    acts: [...sent(parcel("690001000060"), 59, 57), { kind: "complete", by: "saga", daysAgo: 49 }],
  },
  {
    name: "last coupon",
    buyer: { member: 4 },
    placedDaysAgo: 45,
    // What is left of it is nearly sold out: two of each colour.
    items: [{ sku: "NOR-0011-BRASS", quantity: 2 }],
    coupon: "FIRST-ONE",
    payment: { by: "card" },
    acts: [...sent(parcel("690001000045"), 44, 42), { kind: "complete", by: "saga", daysAgo: 34 }],
  },
  {
    name: "points and easy pay",
    buyer: "demo",
    placedDaysAgo: 40,
    items: [{ sku: "MOK-0026-CHARCOAL", quantity: 1 }],
    payment: { by: "easy_pay", points: 2_000 },
    acts: [
      ...sent(parcel("690001000040"), 39, 37),
      { kind: "complete", by: "shopper", daysAgo: 35 },
    ],
  },
  {
    name: "coupon",
    buyer: "demo",
    placedDaysAgo: 33,
    items: [
      { sku: "JON-0065-CLAY", quantity: 2 },
      { sku: "JON-0069-MOSS", quantity: 1 },
    ],
    coupon: "WELCOME10",
    payment: { by: "card" },
    acts: [...sent(parcel("690001000033"), 32, 30), { kind: "complete", by: "saga", daysAgo: 22 }],
  },
  {
    name: "returned",
    buyer: "demo",
    placedDaysAgo: 24,
    items: [{ sku: "CHA-0019-CELADON", quantity: 3 }],
    payment: { by: "card" },
    acts: [
      ...sent(parcel("690001000024"), 23, 21),
      {
        kind: "ask_return",
        lines: [{ line: 1, quantity: 3 }],
        reason: "defective",
        note: "뚜껑에 금이 가 있어요",
        daysAgo: 20,
      },
      { kind: "approve_return", daysAgo: 19 },
      {
        kind: "receive_return",
        lines: [{ line: 1, received: 2, restocked: 1 }],
        daysAgo: 16,
      },
      { kind: "complete", by: "saga", daysAgo: 13 },
    ],
  },
  {
    name: "cancelled",
    buyer: "demo",
    placedDaysAgo: 15,
    items: [{ sku: "BIT-0050-CELADON", quantity: 1 }],
    payment: { by: "card" },
    acts: [{ kind: "cancel", lines: null, reason: "색상을 다시 고르려고요", daysAgo: 14.9 }],
  },
  {
    name: "expired",
    buyer: "demo",
    placedDaysAgo: 12,
    items: [{ sku: "MOK-0033-OAK-L", quantity: 1 }],
    payment: { by: "nothing" },
    acts: [],
  },
  {
    name: "return asked",
    buyer: "demo",
    placedDaysAgo: 9,
    items: [{ sku: "GYE-0092-NAVY", quantity: 1 }],
    payment: { by: "transfer" },
    acts: [
      ...sent(parcel("690001000009"), 8, 6),
      {
        kind: "ask_return",
        lines: [{ line: 1, quantity: 1 }],
        reason: "changed_mind",
        note: "",
        daysAgo: 1,
      },
    ],
  },
  {
    name: "refund without account",
    buyer: "demo",
    placedDaysAgo: 8,
    items: [{ sku: "HAR-0027-STEEL-6", quantity: 1 }],
    payment: { by: "virtual_account", depositDaysAgo: 7.8 },
    acts: [{ kind: "cancel", lines: null, reason: "주문을 취소할게요", fails: true, daysAgo: 2 }],
  },
  {
    name: "delivered",
    buyer: "demo",
    placedDaysAgo: 6,
    items: [{ sku: "SOO-0104-AMBER-FIG", quantity: 2 }],
    payment: { by: "card" },
    acts: sent(parcel("690001000006"), 5, 3),
  },
  {
    name: "cancelled in part",
    buyer: "demo",
    placedDaysAgo: 5,
    items: [{ sku: "OND-0002-MOSS", quantity: 3 }],
    payment: { by: "card" },
    acts: [
      {
        kind: "cancel",
        lines: [{ line: 1, quantity: 1 }],
        reason: "수량을 줄일게요",
        daysAgo: 4.8,
      },
      { kind: "prepare", parcel: parcel("690001000005"), daysAgo: 0.3 },
    ],
  },
  {
    name: "sent in part",
    buyer: "demo",
    placedDaysAgo: 4,
    items: [
      { sku: "JON-0067-PERSIMMON-A5", quantity: 2 },
      { sku: "BIT-0077-SAGE", quantity: 1 },
    ],
    payment: { by: "card" },
    acts: sent(parcel("690001000004", [{ line: 1, quantity: 2 }]), 2, null),
  },
  {
    name: "sent",
    buyer: "demo",
    placedDaysAgo: 3,
    items: [{ sku: "GYE-0081-NATURAL", quantity: 1 }],
    payment: { by: "easy_pay" },
    acts: sent(parcel("690001000003"), 1.5, null),
  },
  {
    name: "guest",
    buyer: { guest: { name: "박손님", email: "guest.park@example.com" } },
    placedDaysAgo: 2,
    items: [{ sku: "CHA-0019-WHITE", quantity: 1 }],
    payment: { by: "card" },
    acts: sent(parcel("690001000002"), 1, null),
  },
  {
    name: "paid",
    buyer: "demo",
    placedDaysAgo: 0.6,
    items: [{ sku: "NOR-0034-BRICK", quantity: 1 }],
    payment: { by: "card" },
    acts: [],
  },
  {
    name: "awaiting a deposit",
    buyer: "demo",
    placedDaysAgo: 0.08,
    items: [{ sku: "DEU-0117-MOSS-500", quantity: 1 }],
    payment: { by: "virtual_account", depositDaysAgo: null },
    acts: [],
  },
];
