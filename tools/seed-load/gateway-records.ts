/** Payments of the demo orders → what the local payment gateway would have kept of them. Pure. */
import type {
  GatewayMethod,
  GatewayStatus,
  PaymentRecord,
} from "../local/payment-gateway/record.ts";

/** A payment with its refunds, as `GATEWAY_ROWS` gives it; times are epoch milliseconds. */
export interface GatewayRow {
  id: string;
  payment_key: string;
  secret: string | null;
  state: "PAID" | "AWAITING_DEPOSIT";
  order_name: string;
  card_minor: number;
  customer: string;
  method: GatewayMethod;
  label: string | null;
  approval: string | null;
  account: { bank: string; accountNumber: string; holderName: string } | null;
  begun_at: number;
  confirmed_at: number;
  paid_at: number | null;
  due_at: number | null;
  refunds: { id: string; key: string; reason: string; amount: number; at: number }[];
}

/** Payments of the ids `$1` that moved money, or await it. */
export const GATEWAY_ROWS = `
SELECT p.id, p.payment_key, p.state, p.page ->> 'orderName' AS order_name, p.card_minor::int, o.orderer_name AS customer,
       a.instrument AS method, p.instrument ->> 'label' AS label, p.instrument ->> 'approval' AS approval, p.account,
       extract(epoch FROM p.created_at)::float8 * 1000 AS begun_at, extract(epoch FROM p.confirming_at)::float8 * 1000 AS confirmed_at,
       extract(epoch FROM p.paid_at)::float8 * 1000 AS paid_at, extract(epoch FROM p.due_at)::float8 * 1000 AS due_at,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'key', r.transaction_key, 'reason', r.reason,
                 'amount', r.card_minor, 'at', extract(epoch FROM r.settled_at)::float8 * 1000) ORDER BY r.settled_at), '[]')
          FROM payment.refund r WHERE r.payment_id = p.id AND r.state = 'DONE' AND r.card_minor > 0) AS refunds
  FROM payment.payment p JOIN orders.attempt a ON a.payment_id = p.id JOIN orders.sales_order o ON o.id = a.order_id
 WHERE p.id = ANY ($1) AND p.card_minor > 0 AND p.state IN ('PAID', 'AWAITING_DEPOSIT')
 ORDER BY p.created_at`;

/** Makes the gateway's record of a payment. */
export function gatewayRecord(row: GatewayRow, secret: string): PaymentRecord {
  const { card_minor: amount, method, account, refunds } = row;
  const paidAt = row.paid_at;
  let balance = amount;
  const cancels = refunds.map((refund) => {
    balance -= refund.amount;
    return {
      transactionKey: refund.key,
      reason: `${refund.reason} [${refund.id}]`,
      amount: refund.amount,
      refundableAmount: balance,
      at: refund.at,
      account: null,
    };
  });
  const cancelled: GatewayStatus =
    balance === 0 && cancels.length === 1 ? "CANCELED" : "PARTIAL_CANCELED";
  const paid: GatewayStatus = cancels.length === 0 ? "DONE" : cancelled;
  const movement = (status: GatewayStatus, at: number, key: string) => ({
    ...{ key: `txrd_DEMO${key}${row.id.slice(-16).toUpperCase()}`, status, amount, at },
  });
  return {
    paymentKey: row.payment_key,
    orderId: row.id,
    orderName: row.order_name,
    amount,
    currency: "KRW",
    customerName: row.customer,
    status: row.state === "PAID" ? paid : "WAITING_FOR_DEPOSIT",
    method,
    window: null,
    requestedAt: row.begun_at,
    authenticatedAt: row.confirmed_at,
    approvedAt: paidAt,
    card:
      method === "card"
        ? { masked: maskedOf(row.label), approveNo: row.approval ?? "", outcome: "approved" }
        : null,
    account: account && {
      bankCode: account.bank,
      accountNumber: account.accountNumber,
      customerName: account.holderName,
      dueAt: row.due_at ?? row.confirmed_at,
      depositorName: paidAt === null ? null : account.holderName,
    },
    bankCode: method === "transfer" || account !== null ? "20" : null,
    cashReceipt: null,
    useEscrow: false,
    secret: account === null ? null : secret,
    failure: null,
    cancels,
    transactions: [
      ...(account ? [movement("WAITING_FOR_DEPOSIT", row.confirmed_at, "OPEN")] : []),
      ...(paidAt === null ? [] : [movement("DONE", paidAt, "PAID")]),
      ...cancels.map(({ transactionKey, amount: back, at }) => ({
        ...{ key: transactionKey, status: cancelled, amount: back, at },
      })),
    ],
  };
}

/** The number without the issuer's code before it. */
function maskedOf(label: string | null): string {
  return label?.split(" ").at(-1) ?? "";
}
