/** A payment as the local gateway keeps it, and what may be read from it at a moment. Pure. */
import type { TestCardOutcome } from "@edgemart/contracts/test-cards";

/** States of a payment, as Toss names them. */
export type GatewayStatus =
  | "READY"
  | "IN_PROGRESS"
  | "WAITING_FOR_DEPOSIT"
  | "DONE"
  | "CANCELED"
  | "PARTIAL_CANCELED"
  | "ABORTED"
  | "EXPIRED";

/** What a payment is paid with. */
export type GatewayMethod = "card" | "easy_pay" | "transfer" | "virtual_account";

/** A cancellation of part or all of a payment. Times are epoch milliseconds here and below. */
export interface CancelRecord {
  transactionKey: string;
  reason: string;
  amount: number;
  /** Balance after it. */
  refundableAmount: number;
  at: number;
  /** Where the money of a deposit goes back to. */
  account: { bank: string; accountNumber: string; holderName: string } | null;
}

/** An account that was issued for one deposit. */
export interface AccountRecord {
  bankCode: string;
  accountNumber: string;
  customerName: string;
  dueAt: number;
  depositorName: string | null;
}

/** A cash receipt, as asked for. */
export interface CashReceiptRecord {
  type: "소득공제" | "지출증빙";
  receiptKey: string;
  issueNumber: string;
}

/** One movement of money, as `GET /v1/transactions` lists it. */
export interface TransactionRecord {
  key: string;
  status: GatewayStatus;
  amount: number;
  at: number;
}

/** Everything known of a payment. It is replaced, never changed in place. */
export interface PaymentRecord {
  paymentKey: string;
  orderId: string;
  orderName: string;
  /** In the unit the API speaks: won, yen, or dollars with cents. */
  amount: number;
  currency: string;
  customerName: string | null;
  status: GatewayStatus;
  method: GatewayMethod | null;
  /** Null for a payment that began without a page. */
  window: {
    successUrl: string;
    failUrl: string;
    methods: GatewayMethod[];
    validHours: number;
    cashReceiptType: CashReceiptRecord["type"] | null;
  } | null;
  requestedAt: number;
  authenticatedAt: number | null;
  approvedAt: number | null;
  card: { masked: string; approveNo: string; outcome: TestCardOutcome } | null;
  account: AccountRecord | null;
  bankCode: string | null;
  cashReceipt: CashReceiptRecord | null;
  useEscrow: boolean;
  secret: string | null;
  failure: string | null;
  cancels: CancelRecord[];
  transactions: TransactionRecord[];
}

const MINUTE_MS = 60_000;
/** How long a page may stay open before the shopper chooses. */
export const WINDOW_MS = 30 * MINUTE_MS;
/** How long an authenticated payment waits for its confirm. */
export const AUTHENTICATED_MS = 10 * MINUTE_MS;
/** How long the money of a refunded deposit takes to its account. */
export const REFUND_TRANSFER_MS = 2 * 24 * 60 * MINUTE_MS;
/** A refund to an account with this number fails after those two days. */
export const FAILING_REFUND_ACCOUNT = "00000000000";

/** Gives the status at a moment: what no one finished in time is EXPIRED. */
export function statusAt(record: PaymentRecord, now: number): GatewayStatus {
  if (record.status === "READY" && now > record.requestedAt + WINDOW_MS) return "EXPIRED";
  const authenticatedAt = record.authenticatedAt ?? record.requestedAt;
  if (record.status === "IN_PROGRESS" && now > authenticatedAt + AUTHENTICATED_MS) return "EXPIRED";
  return record.status;
}

/** Tells whether the gateway holds, or has held, money or an account for it. */
export function wasApproved(record: PaymentRecord): boolean {
  return ["DONE", "CANCELED", "PARTIAL_CANCELED", "WAITING_FOR_DEPOSIT"].includes(record.status);
}

/** Gives what is left of the amount after its cancellations. */
export function balanceOf(record: PaymentRecord): number {
  if (record.status === "CANCELED") return 0;
  return rounded(record.amount - record.cancels.reduce((sum, each) => sum + each.amount, 0));
}

/** Rounds to cents: sums of decimals must not carry binary remainders. */
export function rounded(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/** State of the transfer that refunds a deposit. */
export function refundStatusAt(
  record: PaymentRecord,
  now: number,
): "NONE" | "PENDING" | "FAILED" | "COMPLETED" {
  const last = record.cancels.findLast((each) => each.account !== null);
  if (!last?.account) return "NONE";
  if (now < last.at + REFUND_TRANSFER_MS) return "PENDING";
  return last.account.accountNumber === FAILING_REFUND_ACCOUNT ? "FAILED" : "COMPLETED";
}
