/** What staff may ask and change of payments, refunds and the books. */
import {
  AdminPaymentDetail,
  AdminPaymentPage,
  AdminRefund,
  PaymentCounts,
  type RefundAgainInput,
  type VoidAccountInput,
} from "@edgemart/contracts/payment-admin";
import {
  DifferencePage,
  PaymentDifference,
  type ReconcileInput,
  Reconciliation,
} from "@edgemart/contracts/payment-books";
import type { CatalogWrite } from "./catalog-admin.ts";
import { askOffice, writeOffice } from "./office.ts";

type By = Required<CatalogWrite>;

/** Asks for payments, newest first. @param query parameters of `AdminPaymentQuery` as text */
export function fetchPayments(accessToken: string, query: Record<string, string>) {
  return askOffice(accessToken, AdminPaymentPage, `/payments?${new URLSearchParams(query)}`);
}

/** Asks how many payments, refunds and differences wait for people. */
export function fetchPaymentCounts(accessToken: string) {
  return askOffice(accessToken, PaymentCounts, "/payments/counts");
}

/** Asks for all that is kept of one payment. */
export function fetchPayment(accessToken: string, id: string) {
  return askOffice(accessToken, AdminPaymentDetail, `/payments/${encodeURIComponent(id)}`);
}

/** Asks for differences of the books, newest first. @param query parameters of `DifferenceQuery` as text */
export function fetchDifferences(accessToken: string, query: Record<string, string>) {
  const path = `/payments/differences?${new URLSearchParams(query)}`;
  return askOffice(accessToken, DifferencePage, path);
}

/** Says where the money of an ended attempt goes back to. */
export function giveVoidAccount(by: By, id: string, body: VoidAccountInput) {
  const path = `/payments/${encodeURIComponent(id)}/void-account`;
  return writeOffice(by, AdminPaymentDetail, { path, body });
}

/** Notes that what a payment is shown for has been dealt with. */
export function clearPaymentAttention(by: By, id: string, body: { note: string }) {
  const path = `/payments/${encodeURIComponent(id)}/attention`;
  return writeOffice(by, AdminPaymentDetail, { path, body });
}

/** Asks the gateway for a refused refund again. */
export function askRefundAgain(by: By, id: string, body: RefundAgainInput) {
  const path = `/payments/refunds/${encodeURIComponent(id)}/account`;
  return writeOffice(by, AdminRefund, { path, body });
}

/** Notes that the money of a refund was paid by hand. */
export function closeRefundByHand(by: By, id: string, body: { note: string }) {
  const path = `/payments/refunds/${encodeURIComponent(id)}/by-hand`;
  return writeOffice(by, AdminRefund, { path, body });
}

/** Closes a difference of the books with a note. */
export function closeDifference(by: By, id: string, body: { note: string }) {
  const path = `/payments/differences/${encodeURIComponent(id)}/close`;
  return writeOffice(by, PaymentDifference, { path, body });
}

/** Compares days of the gateway's books with these. */
export function reconcileDays(by: By, body: ReconcileInput) {
  return writeOffice(by, Reconciliation, { path: "/payments/reconcile", body });
}
