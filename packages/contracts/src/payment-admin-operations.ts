/** The administration of payments: every write names its key, its reason, and needs a recent password. */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE } from "./admin-operations.ts";
import { PaymentId, RefundId } from "./ids.ts";
import { operations } from "./operation.ts";
import {
  AdminPaymentDetail,
  AdminPaymentPage,
  AdminPaymentQuery,
  AdminRefund,
  OfficeNoteInput,
  PaymentCounts,
  RefundAgainInput,
  VoidAccountInput,
} from "./payment-admin.ts";
import {
  DifferencePage,
  DifferenceQuery,
  PaymentDifference,
  ReconcileInput,
  Reconciliation,
} from "./payment-books.ts";

const base = "/api/admin/payments";
const one = z.object({ id: PaymentId });
const oneRefund = z.object({ id: RefundId });
const READ = { ...ADMIN, method: "get" } as const;
const WRITE = { ...ADMIN_WRITE, method: "post", fresh: true } as const;

/** Operations of those who run the shop on payments, refunds and the books. */
export const paymentAdminOperations = operations("Payments administration", {
  adminListPayments: {
    ...READ,
    path: base,
    summary: "Payments of everyone, newest first",
    query: AdminPaymentQuery,
    responses: { 200: AdminPaymentPage },
    errors: [],
  },
  adminCountPayments: {
    ...READ,
    path: `${base}/counts`,
    summary: "How many payments, refunds and differences wait for people",
    responses: { 200: PaymentCounts },
    errors: [],
  },
  adminGetPayment: {
    ...READ,
    path: `${base}/{id}`,
    summary: "Everything that is kept of a payment, but secrets",
    params: one,
    responses: { 200: AdminPaymentDetail },
    errors: [],
  },
  adminGiveVoidAccount: {
    ...WRITE,
    path: `${base}/{id}/void-account`,
    summary: "Say where the deposited money of an ended attempt goes back to; it is sent at once",
    params: one,
    body: VoidAccountInput,
    responses: { 200: AdminPaymentDetail, 202: AdminPaymentDetail },
    errors: ["refund_not_possible"],
  },
  adminClearPaymentAttention: {
    ...WRITE,
    path: `${base}/{id}/attention`,
    summary: "Note that what a payment is shown for has been dealt with",
    params: one,
    body: OfficeNoteInput,
    responses: { 200: AdminPaymentDetail },
    errors: ["refund_not_possible"],
  },
  adminAskRefundAgain: {
    ...WRITE,
    path: `${base}/refunds/{id}/account`,
    summary: "Ask the gateway for a refused refund again, of a deposit with another account",
    params: oneRefund,
    body: RefundAgainInput,
    responses: { 200: AdminRefund, 202: AdminRefund },
    errors: ["refund_account_required", "refund_exceeds_balance", "refund_not_possible"],
  },
  adminCloseRefundByHand: {
    ...WRITE,
    path: `${base}/refunds/{id}/by-hand`,
    summary:
      "Note that the money of a refund was paid by hand: refused, not known for 14 days, or its transfer failed",
    params: oneRefund,
    body: OfficeNoteInput,
    responses: { 200: AdminRefund },
    errors: ["refund_exceeds_balance", "refund_not_possible"],
  },
  adminListDifferences: {
    ...READ,
    path: `${base}/differences`,
    summary: "Where the gateway's books and these differ, newest first",
    query: DifferenceQuery,
    responses: { 200: DifferencePage },
    errors: [],
  },
  adminCloseDifference: {
    ...WRITE,
    path: `${base}/differences/{id}/close`,
    summary: "Close a difference with a note; one that is closed keeps its first note",
    params: z.object({
      id: z
        .string()
        .regex(/^[1-9][0-9]{0,14}$/)
        .meta({ example: "1" }),
    }),
    body: OfficeNoteInput,
    responses: { 200: PaymentDifference },
    errors: [],
  },
  adminReconcile: {
    ...WRITE,
    path: `${base}/reconcile`,
    summary: "Compare days of the gateway's books with these; at most 31, and says how far it came",
    body: ReconcileInput,
    responses: { 200: Reconciliation },
    errors: [],
  },
});
