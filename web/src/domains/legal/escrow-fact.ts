/** How the seller's disclosure names escrow. Pure. @see specs/payments.md 31 */
import type { WebConfig } from "#env.ts";
import type { Messages } from "#messages/fill.ts";

/**
 * Gives the row of the disclosure (Act on Consumer Protection in Electronic Commerce, art. 13) that names escrow.
 *
 * @returns no row where payments go without it
 */
export function escrowFact(
  { PAYMENT_ESCROW }: Pick<WebConfig, "PAYMENT_ESCROW">,
  { escrow, escrowText }: Pick<Messages["footer"], "escrow" | "escrowText">,
): [term: string, text: string][] {
  return PAYMENT_ESCROW === "on" ? [[escrow, escrowText]] : [];
}
