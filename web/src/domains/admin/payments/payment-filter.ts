/** What the list of payments is narrowed by. Pure. */
import { Instrument, PaymentPurpose, PaymentStatus } from "@edgemart/contracts/payment";
import { type Filter, listFilter } from "../parts/list-filter.ts";

/** State, purpose, means, what needs a person; words are an id. */
export type PaymentFilter = Filter<"status" | "purpose" | "instrument" | "attention">;

/** The address of the list of payments. */
export const PAYMENT_FILTER = listFilter("/admin/payments", {
  status: (text) => PaymentStatus.safeParse(text).data,
  purpose: (text) => PaymentPurpose.safeParse(text).data,
  instrument: (text) => Instrument.safeParse(text).data,
  attention: (text) => (text === "true" ? text : undefined),
});

/** Gives the query of the API, which finds by one id: of a member, or of what was paid or given back. */
export function paymentQuery(filter: PaymentFilter): Record<string, string> {
  const { q, ...query } = PAYMENT_FILTER.query(filter);
  if (!q) return query;
  return q.startsWith("mem_") ? { ...query, memberId: q } : { ...query, reference: q };
}
