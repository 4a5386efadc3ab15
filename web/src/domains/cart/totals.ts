/** What a cart costs and what is to be said of its lines: integer arithmetic in minor units, in this one file. Pure. */

/** As much of a line as its price depends on; `null` facts are those that are not known any more. */
export interface PricedLine {
  quantity: number;
  /** Price of one now; null when it is not sold any more. */
  unitMinor: number | null;
  /** Price of one before a reduction; null without one. */
  compareMinor: number | null;
  /** Price the shopper last agreed to. */
  seenMinor: number | null;
  /** How many can be bought at once. */
  availableMax: number;
}

/** Sums of a cart in minor units of its currency. */
export interface CartTotals {
  /** Things that can be bought. */
  count: number;
  /** What they would cost without reductions. */
  listMinor: number;
  savedMinor: number;
  /** `listMinor − savedMinor`. */
  totalMinor: number;
  /** False while a line needs the shopper: not sold, sold out or fewer left. */
  canBuy: boolean;
}

/** What is to be said of a line; prices against the one the shopper last agreed to. */
export type Notice = "gone" | "sold_out" | "fewer" | "price_up" | "price_down";

/** How many of a line are counted: never more than there are. */
export function countedQuantity(line: PricedLine): number {
  if (line.unitMinor === null) return 0;
  return Math.max(0, Math.min(line.quantity, line.availableMax));
}

/** Gives the price of a line in minor units; 0 for what is not sold. */
export function lineTotal(line: PricedLine): number {
  return (line.unitMinor ?? 0) * countedQuantity(line);
}

/** Adds up the lines of a cart; all of them are in one currency. */
export function totalsOf(lines: readonly PricedLine[]): CartTotals {
  let count = 0;
  let listMinor = 0;
  let totalMinor = 0;
  for (const line of lines) {
    const quantity = countedQuantity(line);
    const unit = line.unitMinor ?? 0;
    count += quantity;
    totalMinor += unit * quantity;
    // A price "before" that is no higher is no reduction.
    listMinor += Math.max(unit, line.compareMinor ?? unit) * quantity;
  }
  const canBuy = count > 0 && lines.every((line) => countedQuantity(line) === line.quantity);
  return { count, listMinor, savedMinor: listMinor - totalMinor, totalMinor, canBuy };
}

/** What a shopper must know before buying; only the most serious. */
export function noticeOf(line: PricedLine): Notice | null {
  if (line.unitMinor === null) return "gone";
  if (line.availableMax < 1) return "sold_out";
  if (line.availableMax < line.quantity) return "fewer";
  if (line.seenMinor === null || line.seenMinor === line.unitMinor) return null;
  return line.unitMinor > line.seenMinor ? "price_up" : "price_down";
}
