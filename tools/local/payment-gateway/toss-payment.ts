/** A payment as Toss's API shows it (version 2022-11-16). Pure. @see https://docs.tosspayments.com/reference */
import { balanceOf, type PaymentRecord, refundStatusAt, statusAt } from "./record.ts";

const METHOD_NAME = {
  card: "카드",
  easy_pay: "간편결제",
  transfer: "계좌이체",
  virtual_account: "가상계좌",
} as const;

/** Name of the merchant at this gateway. */
const MERCHANT = "edgemart-local";

/** Writes a moment as Toss does: Korean time with its offset. */
export function koreanTime(at: number): string {
  return `${new Date(at + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`;
}

/** Gives the `Payment` object. @param origin address of this gateway, for the links in it */
export function tossPayment(record: PaymentRecord, now: number, origin: string) {
  const { amount, method, cashReceipt } = record;
  const balance = balanceOf(record);
  const receipt = record.approvedAt !== null || record.account !== null;
  return {
    mId: MERCHANT,
    version: "2022-11-16",
    paymentKey: record.paymentKey,
    lastTransactionKey: record.transactions.at(-1)?.key ?? null,
    orderId: record.orderId,
    orderName: record.orderName,
    type: "NORMAL",
    status: statusAt(record, now),
    requestedAt: koreanTime(record.requestedAt),
    approvedAt: record.approvedAt === null ? null : koreanTime(record.approvedAt),
    method: method && METHOD_NAME[method],
    currency: record.currency,
    totalAmount: amount,
    balanceAmount: balance,
    suppliedAmount: Math.round(balance / 1.1),
    vat: balance - Math.round(balance / 1.1),
    taxFreeAmount: 0,
    taxExemptionAmount: 0,
    useEscrow: record.useEscrow,
    cultureExpense: false,
    isPartialCancelable: true,
    card: cardOf(record),
    virtualAccount: accountOf(record, now),
    transfer:
      method === "transfer" ? { bankCode: record.bankCode, settlementStatus: "INCOMPLETED" } : null,
    easyPay: method === "easy_pay" ? { provider: "토스페이", amount, discountAmount: 0 } : null,
    mobilePhone: null,
    giftCertificate: null,
    cashReceipt: cashReceipt && {
      ...cashReceipt,
      receiptUrl: `${origin}/receipts/${cashReceipt.receiptKey}`,
      amount,
      taxFreeAmount: 0,
    },
    cashReceipts: null,
    discount: null,
    cancels: record.cancels.length === 0 ? null : record.cancels.map(cancelOf),
    secret: record.secret,
    country: "KR",
    failure: record.failure === null ? null : { code: record.failure, message: record.failure },
    receipt: receipt ? { url: `${origin}/receipts/${record.paymentKey}` } : null,
    checkout: { url: `${origin}/checkout/${record.paymentKey}` },
    metadata: null,
  };
}

/** A `Payment` object. */
export type TossPayment = ReturnType<typeof tossPayment>;

function cardOf({ card, amount }: PaymentRecord) {
  return (
    card && {
      amount,
      issuerCode: "41",
      acquirerCode: "41",
      number: card.masked,
      installmentPlanMonths: 0,
      approveNo: card.approveNo,
      useCardPoint: false,
      cardType: "신용",
      ownerType: "개인",
      acquireStatus: "READY",
      isInterestFree: false,
      interestPayer: null,
    }
  );
}

function accountOf(record: PaymentRecord, now: number) {
  const { account } = record;
  const last = record.cancels.findLast((each) => each.account !== null)?.account;
  return (
    account && {
      accountNumber: account.accountNumber,
      accountType: "일반",
      bankCode: account.bankCode,
      customerName: account.customerName,
      depositorName: account.depositorName,
      dueDate: koreanTime(account.dueAt),
      expired: record.status === "WAITING_FOR_DEPOSIT" && now > account.dueAt,
      settlementStatus: "INCOMPLETED",
      refundStatus: refundStatusAt(record, now),
      refundReceiveAccount: last
        ? { bankCode: last.bank, accountNumber: last.accountNumber, holderName: last.holderName }
        : null,
    }
  );
}

function cancelOf(cancel: PaymentRecord["cancels"][number]) {
  return {
    transactionKey: cancel.transactionKey,
    cancelReason: cancel.reason,
    cancelAmount: cancel.amount,
    refundableAmount: cancel.refundableAmount,
    canceledAt: koreanTime(cancel.at),
    cancelStatus: "DONE",
    cancelRequestId: null,
    taxFreeAmount: 0,
    taxExemptionAmount: 0,
    easyPayDiscountAmount: 0,
    transferDiscountAmount: 0,
    receiptKey: null,
  };
}
