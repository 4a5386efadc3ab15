/** `POST /v1/payments/{paymentKey}/cancel`: gives back a payment, in full or in part. */
import { z } from "zod";
import { bankCodeOf } from "../banks.ts";
import type { Book } from "../book.ts";
import type { GatewayError } from "../error-codes.ts";
import { newTransactionKey } from "../names.ts";
import { balanceOf, type PaymentRecord, rounded, statusAt } from "../record.ts";
import { moved } from "./approve.ts";
import { Amount } from "./confirm.ts";
import type { Outcome } from "./outcome.ts";

const CancelInput = z.object({
  cancelReason: z.string().min(1).max(200),
  cancelAmount: Amount.nullish(),
  refundableAmount: z
    .preprocess((value) => (value === "0" ? 0 : value), z.union([z.literal(0), Amount]))
    .nullish(),
  currency: z.string().nullish(),
  refundReceiveAccount: z
    .object({ bank: z.unknown(), accountNumber: z.unknown(), holderName: z.unknown() })
    .nullish(),
});
type CancelInput = z.infer<typeof CancelInput>;

/** Cancels; before its deposit an account can only be given up in full, after it the money needs one to go to. */
export function cancel(book: Book, paymentKey: string, body: unknown): Outcome {
  const input = CancelInput.safeParse(body);
  if (!input.success) return { refused: "INVALID_REQUEST" };
  const record = book.payments.get(paymentKey);
  if (!record) return { refused: "NOT_FOUND_PAYMENT" };
  const now = book.now();
  const balance = balanceOf(record);
  const refused = refusal(record, input.data, statusAt(record, now), balance);
  if (refused) return { refused };
  const amount = input.data.cancelAmount ?? balance;
  const before = record.status === "WAITING_FOR_DEPOSIT";
  const transactionKey = newTransactionKey();
  const cancelled = {
    transactionKey,
    reason: input.data.cancelReason,
    amount,
    refundableAmount: rounded(balance - amount),
    at: now,
    account: before ? null : accountOf(input.data),
  };
  // A payment that was cancelled in parts stays so when nothing is left of it, as Toss's does.
  const isWhole = record.cancels.length === 0 && cancelled.refundableAmount === 0;
  const status = isWhole ? "CANCELED" : "PARTIAL_CANCELED";
  const next = { ...record, cancels: [...record.cancels, cancelled] };
  return { done: moved(next, status, now, amount, transactionKey) };
}

function refusal(
  record: PaymentRecord,
  input: CancelInput,
  status: string,
  balance: number,
): GatewayError | null {
  if (status === "CANCELED") return "ALREADY_CANCELED_PAYMENT";
  if (status === "WAITING_FOR_DEPOSIT") {
    const isPart = input.cancelAmount != null && input.cancelAmount !== balance;
    return isPart ? "NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT" : null;
  }
  if (status !== "DONE" && status !== "PARTIAL_CANCELED") return "NOT_CANCELABLE_PAYMENT";
  if (input.currency != null && input.currency !== record.currency) return "INVALID_REQUEST";
  if (input.refundableAmount != null && input.refundableAmount !== balance) {
    return "NOT_MATCHES_REFUNDABLE_AMOUNT";
  }
  if (balance === 0 || (input.cancelAmount ?? 0) > balance) return "NOT_CANCELABLE_AMOUNT";
  return record.account ? accountRefusal(input) : null;
}

function accountRefusal({ refundReceiveAccount: account }: CancelInput): GatewayError | null {
  if (!account) return "INVALID_REFUND_ACCOUNT_INFO";
  if (bankCodeOf(account.bank) === null) return "INVALID_BANK";
  if (!/^\d{6,20}$/.test(String(account.accountNumber))) return "INVALID_REFUND_ACCOUNT_NUMBER";
  const holder = String(account.holderName ?? "").trim();
  return holder === "" || holder.length > 60 ? "INVALID_REFUND_ACCOUNT_INFO" : null;
}

function accountOf({ refundReceiveAccount: account }: CancelInput) {
  const bank = bankCodeOf(account?.bank);
  if (!account || bank === null) return null;
  const { accountNumber, holderName } = account;
  return { bank, accountNumber: String(accountNumber), holderName: String(holderName) };
}
