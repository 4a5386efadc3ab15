/** Who pays, sealed in the payment's row. */
import { CashReceiptInput } from "@edgemart/contracts/payment";
import type { PaymentRow } from "../core/payment-row.ts";
import type { GatewayCustomer } from "../ports/payment-gateway.ts";
import type { Sealer } from "../ports/sealer.ts";

/** Gives who pays; null when it is not kept any more. */
export async function customerOf(row: PaymentRow, sealer: Sealer): Promise<GatewayCustomer | null> {
  const text = row.sealed === null ? null : await sealer.open(row.sealed, row.id);
  if (text === null) return null;
  // Guarantee of the cast: `sealCustomer` wrote it for this row.
  const kept = JSON.parse(text) as GatewayCustomer;
  return { ...kept, cashReceipt: CashReceiptInput.parse(kept.cashReceipt) };
}

/** Seals who pays for the row of a payment. */
export function sealCustomer(
  customer: GatewayCustomer,
  paymentId: string,
  sealer: Sealer,
): Promise<string> {
  return sealer.seal(JSON.stringify(customer), paymentId);
}
