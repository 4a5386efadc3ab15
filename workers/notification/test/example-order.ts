/** An order as its owner sees it, for mails. */
import type { Order } from "@edgemart/contracts/order";

const won = (amountMinor: number) => ({ amountMinor, currency: "KRW" as const });

/** Makes one of two lines, paid by card. */
export function exampleOrder(changes: Partial<Order> = {}): Order {
  const line = {
    ...{ line: 1, sku: "ONG-0001-WHITE", productId: "prd_01k9z3v5e8f0r9t2m4w6y8a1bc" },
    title: { ko: "옹기 머그", en: "Onggi mug" },
    options: [{ ko: "흰색", en: "White" }],
    ...{ pictureId: null, unit: won(12_000), quantity: 2, discount: won(0), total: won(24_000) },
    ...{ cancelled: 0, shipped: 0, returned: 0, card: won(24_000), points: 0, returnable: 0 },
  };
  return {
    ...{ id: "ord_01k9z3v5e8f0r9t2m4w6y8a1bc", number: "7KQ2-M4XT-9B", status: "PAID" },
    ...{ fulfilment: "none", version: 3, memberId: null },
    contact: { name: "김민아", email: "mina@example.com", phone: null },
    shippingAddress: {
      ...{ recipient: "김민아", phone: null, country: "KR", postcode: "04524" },
      ...{ line1: "서울 중구 세종대로 110", line2: null },
    },
    memo: "",
    lines: [line],
    ...{ itemsTotal: won(24_000), discount: won(0), shipping: won(3_000), total: won(27_000) },
    ...{ shippingMethod: "standard", vat: won(2_454), card: won(27_000), pointsUsed: 0 },
    ...{ pointsToEarn: 240, couponCode: null, payment: null, shipments: [], changes: [] },
    ...{ returnTerms: null, actions: [], reason: null, deadlineAt: null, cancelRequested: false },
    ...{
      attemptsLeft: 0,
      placedAt: "2026-11-30T01:00:00.000Z",
      paidAt: "2026-11-30T01:02:00.000Z",
    },
    ...{ deliveredAt: null, closedAt: null, degraded: [] },
    ...changes,
  };
}
