/** What the model of stock consists of, and the laws that hold of it at all times. Pure. @see specs/orders.md 15–16 */

/** SKU → quantity. */
export type Quantities = Readonly<Record<string, number>>;

/** What the model does right; a control switches one off, and a proof that does not notice proves nothing. */
export interface StockRules {
  /** A pinned hold has no end. */
  pinTakesAwayEnd: boolean;
  /** An `unpin` of an earlier attempt than the hold's changes nothing. */
  unpinNamesAttempt: boolean;
  /** A release of an unknown hold leaves a row that refuses the hold. */
  releaseLeavesRow: boolean;
  /** A SKU is put back once per restock. */
  restockOncePerId: boolean;
  /** An expired hold is pinned only with its lines counted again. */
  pinCountsAgain: boolean;
}

/** The rules as catalog keeps them. */
export const STOCK_RULES: StockRules = {
  pinTakesAwayEnd: true,
  unpinNamesAttempt: true,
  releaseLeavesRow: true,
  restockOncePerId: true,
  pinCountsAgain: true,
};

/** A line of a hold. */
export interface ModelLine {
  sku: string;
  quantity: number;
  counted: boolean;
  restocked: number;
}

/** A hold; `endsAt` in seconds of the model's own time. */
export interface ModelHold {
  state: "held" | "pinned" | "committed" | "released";
  endsAt: number | null;
  attempt: number;
  lines: ModelLine[];
}

/** How many units of a SKU there are. */
export interface ModelLevel {
  onHand: number;
  reserved: number;
}

/** An answer, in the shapes of the contract; the end of a hold is a second. */
export type StockAnswer =
  | { state: "held"; endsAt: number }
  | { state: "pinned" | "committed" | "released" | "mismatched" | "stale" | "too_much" }
  | { state: "short" | "lost"; lines: { sku: string; available: number }[] }
  | { state: "restocked"; gone: string[] };

/** Everything there is; a world of a larger proof keeps one. */
export interface StockModel {
  levels: Map<string, ModelLevel>;
  holds: Map<string, ModelHold>;
  /** `sku reference` → units: one movement per SKU and reference. */
  movements: Map<string, number>;
  rules: StockRules;
}

/** Makes the stock of a shop. @param onHand per SKU */
export function stockModel(onHand: Quantities, rules: StockRules = STOCK_RULES): StockModel {
  const levels = Object.entries(onHand).map(
    ([sku, units]) => [sku, { onHand: units, reserved: 0 }] as const,
  );
  const movements = Object.entries(onHand).map(
    ([sku, units]) => [`${sku} initial`, units] as const,
  );
  return { levels: new Map(levels), holds: new Map(), movements: new Map(movements), rules };
}

/** Lists what breaks the laws of stock, as catalog's hourly check does. */
export function brokenStockLaws(stock: StockModel): string[] {
  const broken: string[] = [];
  const counted = new Map<string, number>();
  for (const [id, own] of stock.holds) {
    for (const line of own.lines) {
      if (line.counted) counted.set(line.sku, (counted.get(line.sku) ?? 0) + line.quantity);
      const isLive = own.state === "held" || own.state === "pinned";
      const isWrong = line.counted ? !isLive : own.state === "pinned";
      if (isWrong) broken.push(`only_live_holds_count ${id}`);
    }
  }
  const moved = new Map<string, number>();
  for (const [key, delta] of stock.movements) {
    const sku = key.slice(0, key.indexOf(" "));
    moved.set(sku, (moved.get(sku) ?? 0) + delta);
  }
  for (const [sku, { onHand, reserved }] of stock.levels) {
    if (reserved !== (counted.get(sku) ?? 0)) broken.push(`reserved_is_what_counts ${sku}`);
    if (onHand !== (moved.get(sku) ?? 0)) broken.push(`on_hand_is_what_moved ${sku}`);
    if (reserved < 0 || reserved > onHand) broken.push(`never_oversold ${sku}`);
  }
  return broken;
}
