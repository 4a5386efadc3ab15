/** Stock as catalog keeps it, as a small state machine in memory: what order's tests run against without catalog. */
import type {
  CatalogStockRpc,
  HeldLine,
  HoldAsIs,
  ShortLine,
} from "@edgemart/contracts/stock-hold";

interface Hold {
  state: "held" | "pinned" | "committed" | "released";
  lines: HeldLine[];
  expiresAt: number;
  attempt: number;
  restocked: Map<string, number>;
}

/** A shelf: prices, units, holds. */
export interface FakeStock extends CatalogStockRpc {
  levels: Map<string, { onHand: number; priceMinor: number; currency: "KRW" | "USD" | "JPY" }>;
  holds: Map<string, Hold>;
  /** Units of a SKU that nothing promises. */
  free(sku: string): number;
  /** Lets a held hold's time be over. */
  expire(holdId: string): void;
  /** Throws where `reserved` and holds differ, or more is promised than there is. */
  checkLaws(): void;
}

/** Makes a shelf with some SKUs of a price. */
export function fakeStock(
  skus: Record<string, { onHand: number; priceMinor: number; currency?: "KRW" | "USD" | "JPY" }>,
): FakeStock {
  const levels: FakeStock["levels"] = new Map(
    Object.entries(skus).map(([sku, level]) => [sku, { currency: "KRW", ...level }]),
  );
  const holds = new Map<string, Hold>();
  const restocks = new Set<string>();
  const counts = (hold: Hold) =>
    hold.state === "pinned" || (hold.state === "held" && hold.expiresAt > Date.now());
  const reserved = (sku: string, but?: string) =>
    [...holds]
      .filter(([id, hold]) => id !== but && counts(hold))
      .flatMap(([, { lines }]) => lines)
      .filter((line) => line.sku === sku)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  const free = (sku: string, but?: string) => (levels.get(sku)?.onHand ?? 0) - reserved(sku, but);
  const shortOf = (lines: HeldLine[], but?: string): ShortLine[] =>
    lines
      .filter(({ sku, quantity }) => free(sku, but) < quantity)
      .map(({ sku }) => ({ sku, available: Math.max(0, Math.min(99, free(sku, but))) }));
  const asIs = ({ state, expiresAt }: Hold): HoldAsIs =>
    state === "held" ? { state, expiresAt: new Date(expiresAt).toISOString() } : { state };
  const dead = (): Hold => ({
    state: "released",
    lines: [],
    expiresAt: 0,
    attempt: 0,
    restocked: new Map(),
  });
  return {
    levels,
    holds,
    free: (sku) => free(sku),
    expire(holdId) {
      const hold = holds.get(holdId);
      if (hold) hold.expiresAt = 0;
    },
    checkLaws() {
      for (const [sku, { onHand }] of levels) {
        if (onHand < reserved(sku)) throw new Error(`${sku} is oversold`);
      }
    },
    async quote({ items }) {
      return items.map((item) => {
        const sku = "sku" in item ? item.sku : "";
        const level = levels.get(sku);
        if (!level) return { kind: "gone" as const };
        return {
          kind: "priced" as const,
          sku,
          productId: "prd_01k9z3v5e8f0r9t2m4w6y8a1bc",
          slug: sku.toLowerCase(),
          title: { ko: `상품 ${sku}`, en: `Thing ${sku}` },
          options: [],
          pictureId: null,
          unit: { amountMinor: level.priceMinor, currency: level.currency },
          available: Math.max(0, Math.min(99, free(sku))),
        };
      });
    },
    async hold({ holdId, lines, ttlSeconds, replaces }) {
      const known = holds.get(holdId);
      if (known) return asIs(known);
      const old = replaces === undefined ? undefined : holds.get(replaces);
      const given = old?.state === "held" ? replaces : undefined;
      const short = shortOf(lines, given);
      if (short.length > 0) return { state: "short", lines: short };
      if (given !== undefined && old) old.state = "released";
      const hold: Hold = {
        ...dead(),
        state: "held",
        lines,
        expiresAt: Date.now() + ttlSeconds * 1000,
      };
      holds.set(holdId, hold);
      return asIs(hold);
    },
    async pin({ holdId, attempt }) {
      const hold = holds.get(holdId);
      if (!hold) return { state: "released" };
      if (hold.state === "held") {
        if (attempt <= hold.attempt) return { state: "stale" };
        const short = counts(hold) ? [] : shortOf(hold.lines, holdId);
        if (short.length > 0) return { state: "lost", lines: short };
        hold.state = "pinned";
        hold.attempt = attempt;
      } else if (hold.state === "pinned") {
        if (attempt < hold.attempt) return { state: "stale" };
        hold.attempt = attempt;
      }
      return asIs(hold);
    },
    async unpin({ holdId, attempt, ttlSeconds }) {
      const hold = holds.get(holdId);
      if (!hold) return { state: "released" };
      if (hold.state === "pinned") {
        if (attempt < hold.attempt) return { state: "stale" };
        hold.state = "held";
        hold.attempt = attempt;
        hold.expiresAt = Date.now() + ttlSeconds * 1000;
      } else if (hold.state === "held") hold.attempt = Math.max(hold.attempt, attempt);
      return asIs(hold);
    },
    async commit({ holdId }) {
      const hold = holds.get(holdId);
      if (!hold) return { state: "released" };
      if (hold.state === "pinned") {
        hold.state = "committed";
        for (const { sku, quantity } of hold.lines) {
          const level = levels.get(sku);
          if (level) level.onHand -= quantity;
        }
      }
      return asIs(hold);
    },
    async release({ holdId }) {
      const hold = holds.get(holdId) ?? dead();
      holds.set(holdId, hold);
      if (hold.state !== "committed") hold.state = "released";
      return asIs(hold);
    },
    async restock({ restockId, holdId, lines }) {
      const hold = holds.get(holdId);
      if (hold?.state !== "committed") return hold ? asIs(hold) : { state: "released" };
      if (restocks.has(restockId)) return { state: "restocked", gone: [] };
      for (const { sku, quantity } of lines) {
        const sold = hold.lines.find((line) => line.sku === sku)?.quantity ?? 0;
        if ((hold.restocked.get(sku) ?? 0) + quantity > sold) return { state: "too_much" };
      }
      restocks.add(restockId);
      for (const { sku, quantity } of lines) {
        hold.restocked.set(sku, (hold.restocked.get(sku) ?? 0) + quantity);
        const level = levels.get(sku);
        if (level) level.onHand += quantity;
      }
      return { state: "restocked", gone: [] };
    },
    async statesOf({ holdIds }) {
      return holdIds.flatMap((holdId) => {
        const hold = holds.get(holdId);
        return hold ? [{ holdId, state: hold.state, expiresAt: null }] : [];
      });
    },
    async timeline() {
      return { holds: [], movements: [] };
    },
  };
}
