/** What staff write about refunds at payment, as a small state machine: each method is one statement. */
import type { OfficeWrites } from "../../../../payment/src/ports/office.ts";
import type { PaymentsTable } from "./payments-table.ts";
import { finish, requestInModel } from "./refund-store.ts";

/** What staff do about refunds that were refused. */
export type RefundOffice = Pick<OfficeWrites, "askAgain" | "closeByHand">;

/** Makes it. */
export function modelOffice(table: PaymentsTable): RefundOffice {
  return {
    async askAgain(refundId, account) {
      const refund = table.refunds.get(refundId);
      const row = table.payments.get(refund?.paymentId ?? "");
      if (!refund || !row) return { did: "unknown" };
      const { purpose } = row;
      const asked = { ...refund, purpose, sealedAccount: account };
      const told = requestInModel(table, asked, true);
      if ("row" in told && told.did !== "is") return { ...told, did: told.did };
      const { did } = told;
      return { did: did === "exceeds" || did === "account_required" ? did : "not_possible" };
    },
    async closeByHand(refundId, note) {
      const refund = table.refunds.get(refundId);
      const row = table.payments.get(refund?.paymentId ?? "");
      if (!refund || !row) return { did: "unknown" };
      if (refund.state !== "REFUSED" || row.state !== "PAID") return { did: "not_possible" };
      const card = row.cardMinor - row.refundingCard - row.refundedCard;
      const points = row.pointAmount - row.refundingPoints - row.refundedPoints;
      if (refund.cardMinor > card || refund.pointAmount > points) return { did: "exceeds" };
      return finish(table, row, refund, { byHand: true, note }, []);
    },
  };
}
