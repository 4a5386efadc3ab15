/** Where a shopper goes to pay. Pure. */
import type { Currency } from "@edgemart/contracts/money";
import type { Instrument, PaymentNext } from "@edgemart/contracts/payment";
import type { PageFacts } from "./payment-row.ts";
import { unitsOfMinor } from "./toss-payment.ts";

/** Names of cash receipts at Toss. */
export const RECEIPT_TYPE = { income_deduction: "소득공제", expense_proof: "지출증빙" } as const;

/** What a page is opened for. */
interface PageAttempt {
  paymentId: string;
  currency: Currency;
  cardMinor: number;
  instrument: Instrument;
  page: PageFacts;
}

/** Where the page is, and where it leads back to: from configuration alone. */
interface PageOptions {
  baseUrl: string;
  clientKey: string;
  shopOrigin: string;
  /** Accounts and transfers are paid through escrow: the gateway holds the money until the goods have arrived. */
  useEscrow: boolean;
}

/** The stand-in's page takes everything in its address, as Toss's script hands it on. */
export function pageOf(attempt: PageAttempt, options: PageOptions): PaymentNext {
  const url = new URL("/checkout", options.baseUrl);
  const back = new URL(attempt.page.returnPath, options.shopOrigin).href;
  const query = {
    clientKey: options.clientKey,
    orderId: attempt.paymentId,
    orderName: attempt.page.orderName,
    amount: String(unitsOfMinor(attempt.cardMinor, attempt.currency)),
    currency: attempt.currency,
    successUrl: back,
    failUrl: back,
    method: attempt.instrument,
    lang: attempt.page.locale,
    ...(options.useEscrow && isCashLike(attempt.instrument) && { useEscrow: "true" }),
    ...(attempt.page.receipt && { cashReceiptType: RECEIPT_TYPE[attempt.page.receipt] }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return { type: "redirect", url: url.href };
}

function isCashLike(instrument: Instrument): boolean {
  return instrument === "transfer" || instrument === "virtual_account";
}

/** Toss's own page opens by script, from the page before the one it leads back to. */
export function widgetOf({ page }: Pick<PageAttempt, "page">): PaymentNext {
  return { type: "widget", page: page.returnPath.replace(/\/[^/]*$/, "") };
}
