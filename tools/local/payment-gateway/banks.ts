/** Reads banks as the API of the payment gateway takes them. */
import { BANKS, type BankCode } from "@edgemart/contracts/banks";

/** Reads a bank's code or its Korean name, as the API takes both; null for an unknown one. */
export function bankCodeOf(named: unknown): BankCode | null {
  const found = Object.entries(BANKS).find(
    ([code, [ko]]) => code === named || ko === named || ko.replace(/은행$/, "") === named,
  );
  // Guarantee of the cast: it is a key of the table.
  return found ? (found[0] as BankCode) : null;
}
