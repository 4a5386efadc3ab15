/** What the comparison with the gateway's books reads and writes. */

import type { PaymentRow } from "../core/payment-row.ts";
import type { BookedPayment, Difference } from "../core/reconcile.ts";
import type { GatewayName } from "./payment-gateway.ts";

/** Our books. */
export interface Books {
  booked(paymentIds: readonly string[]): Promise<BookedPayment[]>;
  /** Ids of those that were paid by the gateway on a day in Seoul. */
  paidOn(day: string, gateway: GatewayName): Promise<string[]>;
  rows(paymentIds: readonly string[]): Promise<PaymentRow[]>;
  /** Writes differences down, each once a day. @returns those that are new */
  note(day: string, differences: readonly Difference[]): Promise<number>;
}
