/** Stock as catalog keeps it: its pure model, by the clock of this machine; what order's tests run against without catalog. */
import type { CatalogStockRpc } from "@edgemart/contracts/stock-hold";
import {
  brokenStockLaws,
  type ModelHold,
  type ModelLevel,
  type StockModel,
  stockModel,
} from "../../catalog/test/proof/stock-model.ts";
import { freeOf, modelStock, type PricedSku } from "./proof/model/stock.ts";

/** A SKU on the shelf: units, and its price. */
type Level = PricedSku & Pick<ModelLevel, "onHand">;

/** A shelf: prices, units, holds. */
export interface FakeStock extends CatalogStockRpc {
  levels: Map<string, Level>;
  holds: ReadonlyMap<string, ModelHold>;
  /** Units of a SKU that nothing promises. */
  free(sku: string): number;
  /** Lets a held hold's time be over. */
  expire(holdId: string): void;
  /** Throws where a law of stock does not hold. @see specs/orders.md 16 */
  checkLaws(): void;
}

/** Levels with prices; what is put on the shelf is a movement. */
class Shelf extends Map<string, Level & ModelLevel> {
  readonly #stock: StockModel;

  constructor(stock: StockModel) {
    super();
    this.#stock = stock;
    // Guarantee of the cast: the model reads levels and changes their units, and puts none here.
    stock.levels = this as unknown as StockModel["levels"];
  }

  override set(sku: string, level: Level): this {
    this.#stock.movements.set(`${sku} initial`, level.onHand);
    return super.set(sku, { reserved: 0, ...level });
  }
}

const seconds = () => Date.now() / 1000;

/** Makes a shelf with some SKUs of a price; in won where no currency is given. */
export function fakeStock(
  skus: Record<string, Omit<Level, "currency"> & Partial<Pick<Level, "currency">>>,
): FakeStock {
  const stock = stockModel({});
  const levels = new Shelf(stock);
  for (const [sku, level] of Object.entries(skus)) levels.set(sku, { currency: "KRW", ...level });
  const timeOf = (at: number) => new Date(at * 1000).toISOString();
  return {
    ...modelStock({ stock, prices: levels, now: seconds, timeOf }),
    levels,
    holds: stock.holds,
    free: (sku) => freeOf(stock, seconds(), sku),
    expire(holdId) {
      const hold = stock.holds.get(holdId);
      if (hold?.state === "held") hold.endsAt = 0;
    },
    // The model keeps no times: all of it is said to be now.
    async timeline({ holdIds }) {
      const at = timeOf(seconds());
      const found = holdIds.flatMap((holdId) => {
        const hold = stock.holds.get(holdId);
        return hold ? [{ holdId, hold }] : [];
      });
      return {
        holds: found.map(({ holdId, hold: { state, attempt, lines } }) => ({
          ...{ holdId, state, attempt, expiresAt: null, createdAt: at, changedAt: at },
          lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
        })),
        movements: found
          .filter(({ hold }) => hold.state === "committed")
          .flatMap(({ holdId, hold }) =>
            hold.lines.map(({ sku, quantity }) => ({
              ...{ holdId, sku, delta: -quantity, reason: "sold" as const },
              ...{ reference: holdId, at },
            })),
          ),
      };
    },
    checkLaws() {
      const broken = brokenStockLaws(stock);
      if (broken.length > 0) throw new Error(broken.join("; "));
    },
  };
}
