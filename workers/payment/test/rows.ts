/** Rows as PostgreSQL's `to_jsonb` gives them, for tests that need no database. */
import { PaymentRow } from "../src/core/payment-row.ts";
import { RefundRow } from "../src/core/payment-view.ts";

/** Ids of the rows below. */
export const IDS = {
  payment: "pay_01k9z3v5e8f0r9t2m4w6y8a1bc",
  order: "ord_01k9z3v5e8f0r9t2m4w6y8a1bc",
  reservation: "rsv_01k9z3v5e8f0r9t2m4w6y8a1bc",
  refund: "rfd_01k9z3v5e8f0r9t2m4w6y8a1bc",
  member: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc",
} as const;

/** A deposit's account, as its column keeps it. */
export const ACCOUNT = { bank: "88", accountNumber: "X1234567890", holderName: "김민아" };

/** An attempt of 24 000 won by card that is READY, under the names of its columns. */
export const PAYMENT_COLUMNS = {
  id: IDS.payment,
  purpose: "order",
  reference: IDS.order,
  member_id: IDS.member,
  attempt: 2,
  currency: "KRW",
  total_minor: 24_000,
  card_minor: 24_000,
  point_amount: 0,
  state: "READY",
  version: 3,
  gateway: "simulator",
  payment_key: null,
  instrument: { kind: "card" },
  account: null,
  webhook_secret_hash: null,
  cash_receipt: null,
  page: { orderName: "Linen shirt", returnPath: `/checkout/${IDS.order}/return`, locale: "en" },
  sealed: null,
  ready_until: "2026-11-30T09:20:00.123456+00:00",
  due_at: null,
  confirming_at: null,
  next_look_at: null,
  tries: 4,
  misses: 1,
  failure: null,
  attention: null,
  void_refusals: 5,
  void_account: null,
  refunding_card: 0,
  refunded_card: 0,
  refunding_points: 0,
  refunded_points: 0,
  reversed_at: null,
  paid_at: null,
  created_at: "2026-11-30T18:00:00+09:00",
  updated_at: "2026-11-30T09:00:01+00:00",
};

/** A refund of 1 000 won that was asked for, under the names of its columns. */
export const REFUND_COLUMNS = {
  id: IDS.refund,
  payment_id: IDS.payment,
  kind: "owner",
  card_minor: 1_000,
  point_amount: 200,
  state: "REQUESTED",
  version: 1,
  refusals: 2,
  refusal: null,
  by_hand: false,
  reason: "too large",
  sealed_account: null,
  transaction_key: null,
  settles_at: null,
  attention: null,
  note: null,
  tries: 3,
  next_look_at: null,
  created_at: "2026-12-01T00:00:00+09:00",
  settled_at: null,
};

/** Parses the payment above with some columns changed. */
export function paymentRow(columns: Partial<Record<keyof typeof PAYMENT_COLUMNS, unknown>> = {}) {
  return PaymentRow.parse({ ...PAYMENT_COLUMNS, ...columns });
}

/** Parses the refund above with some columns changed. */
export function refundRow(columns: Partial<Record<keyof typeof REFUND_COLUMNS, unknown>> = {}) {
  return RefundRow.parse({ ...REFUND_COLUMNS, ...columns });
}
