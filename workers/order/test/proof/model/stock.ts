/** Catalog's pure model of holds behind the contract that order asks: one truth for the proofs and for order's own tests. */
import type {
  CatalogStockRpc,
  HeldLine,
  HoldAsIs,
  Quotable,
  QuotedLine,
} from "@edgemart/contracts/stock-hold";
import * as verbs from "../../../../catalog/test/proof/holds.ts";
import type { StockAnswer, StockModel } from "../../../../catalog/test/proof/stock-model.ts";

/** The price of a SKU. */
export interface PricedSku {
  priceMinor: number;
  currency: "KRW" | "USD" | "JPY";
}

/** How the model is asked. */
export interface StockTerms {
  stock: StockModel;
  prices: ReadonlyMap<string, PricedSku>;
  /** Seconds, of whichever clock the model is played by. */
  now(): number;
  /** A second of that clock as rows have it. */
  timeOf(seconds: number): string;
}

/** Makes the questions. */
export function modelStock({ stock, prices, now, timeOf }: StockTerms): CatalogStockRpc {
  /** Guarantee of the cast: the model answers in the shapes of the contract, an end apart. */
  const told = <T>(answer: StockAnswer): T =>
    (answer.state === "held" ? { state: "held", expiresAt: timeOf(answer.endsAt) } : answer) as T;
  const units = (lines: readonly HeldLine[]) =>
    Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity]));
  return {
    quote: async ({ items }) =>
      quotedLines(items, prices, (sku) =>
        stock.levels.has(sku) ? freeOf(stock, now(), sku) : undefined,
      ),
    hold: async ({ holdId, lines, ttlSeconds, replaces }) =>
      told(verbs.hold(stock, now(), holdId, units(lines), ttlSeconds, replaces)),
    pin: async ({ holdId, attempt }) => told(verbs.pin(stock, now(), holdId, attempt)),
    unpin: async ({ holdId, attempt, ttlSeconds }) =>
      told(verbs.unpin(stock, now(), holdId, attempt, ttlSeconds)),
    commit: async ({ holdId }) => told<HoldAsIs>(verbs.commit(stock, holdId)),
    release: async ({ holdId }) => told<HoldAsIs>(verbs.release(stock, holdId)),
    restock: async ({ restockId, holdId, lines }) =>
      told(verbs.restock(stock, restockId, holdId, units(lines))),
    async statesOf({ holdIds }) {
      return holdIds.flatMap((holdId) => {
        const hold = stock.holds.get(holdId);
        const expiresAt =
          hold?.endsAt === undefined || hold.endsAt === null ? null : timeOf(hold.endsAt);
        return hold ? [{ holdId, state: hold.state, expiresAt }] : [];
      });
    },
    timeline: async () => ({ holds: [], movements: [] }),
  };
}

/** Quotes SKUs by their prices. @param leftOf units that nothing promises; undefined of what is not sold */
export function quotedLines(
  items: readonly Quotable[],
  prices: ReadonlyMap<string, PricedSku>,
  leftOf: (sku: string) => number | undefined,
): QuotedLine[] {
  return items.map((item) => {
    const sku = "sku" in item ? item.sku : "";
    const price = prices.get(sku);
    const left = leftOf(sku);
    if (!price || left === undefined) return { kind: "gone" as const };
    return {
      kind: "priced" as const,
      ...{ sku, productId: "prd_01k9z3v5e8f0r9t2m4w6y8a1bc", slug: sku.toLowerCase() },
      ...{ title: { ko: `상품 ${sku}`, en: `Thing ${sku}` }, options: [], pictureId: null },
      unit: { amountMinor: price.priceMinor, currency: price.currency },
      available: Math.max(0, Math.min(99, left)),
    };
  });
}

/** Units of a SKU that nothing promises at that second. */
export function freeOf(stock: StockModel, now: number, sku: string): number {
  const promised = [...stock.holds.values()]
    .filter(({ state, endsAt }) => state === "pinned" || (state === "held" && (endsAt ?? 0) > now))
    .flatMap(({ lines }) => lines)
    .filter((line) => line.sku === sku && line.counted)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return (stock.levels.get(sku)?.onHand ?? 0) - promised;
}
