/** A movement of points as its reader sees it, and its place in the member's chain. Pure. */
import type { PointReason } from "@edgemart/contracts/points";

/** The first word of a transfer's id says what it is. */
const REASONS: Record<string, PointReason> = {
  use: "spent",
  refund: "given_back",
  earn: "earned",
  clawback: "earning_taken_back",
  owed: "debt_settled",
  charge: "bought",
  uncharge: "purchase_paid_back",
  expire: "expired",
  adjust: "adjusted",
  grant: "granted",
};

/** Tells why points moved. @throws for an id that no function of the ledger makes */
export function reasonOfTransfer(id: string): PointReason {
  const [word = ""] = id.split(":", 1);
  const reason = Object.hasOwn(REASONS, word) ? REASONS[word] : undefined;
  if (!reason) throw new Error(`a transfer of points has an unknown kind of id: ${word}`);
  return reason;
}

/** Makes the line that a reader sees. */
export function pointLine<Row extends { id: string; seq: number }>({ seq: _, ...line }: Row) {
  return { ...line, reason: reasonOfTransfer(line.id) };
}

/** Reads the place a cursor names; null for what is no place. */
export function readPlace(text: string): number | null {
  return /^[1-9][0-9]{0,14}$/.test(text) ? Number(text) : null;
}
