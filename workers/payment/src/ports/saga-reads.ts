/** What owners read of their payments. */
import type {
  OpenInput,
  PaymentSagaRpc,
  PaymentTimelineEntry,
} from "@edgemart/contracts/payment-saga";

/** A page of payments that have come to an end, as `settled` answers it. */
export type SettledItem = Awaited<ReturnType<PaymentSagaRpc["settled"]>>["items"][number];

/** Where a page of `settled` goes on. */
export interface SettledPlace {
  at: string;
  id: string;
}

/** Reads for owners. */
export interface SagaReads {
  /** The oldest first. @param since RFC 3339 @param after last row of the page before */
  settled(
    purpose: OpenInput["purpose"],
    since: string,
    after: SettledPlace | null,
    limit: number,
  ): Promise<(SettledItem & { place: SettledPlace })[]>;
  /** Everything that is known of a reference's payments, the oldest first. */
  timeline(purpose: OpenInput["purpose"], reference: string): Promise<PaymentTimelineEntry[]>;
}
