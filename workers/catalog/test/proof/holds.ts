/** The verbs of stock holds as a pure model, in whole seconds: no clock, no randomness. Catalog's functions in PostgreSQL answer the same. @see specs/orders.md 17–19 */
import type { ModelHold, ModelLine, Quantities, StockAnswer, StockModel } from "./stock-model.ts";

const RELEASED: StockAnswer = { state: "released" };

/** Promises all lines or none. */
export function hold(
  stock: StockModel,
  now: number,
  id: string,
  wanted: Quantities,
  ttl: number,
  replaces?: string,
): StockAnswer {
  const before = stock.holds.get(id);
  if (before) {
    const isSame = before.lines.length === 0 || sameLines(before.lines, wanted);
    return isSame ? asIs(before) : { state: "mismatched" };
  }
  const former = replaces === undefined ? undefined : stock.holds.get(replaces);
  const givenUp = former?.state === "held" ? former : null;
  const lines = Object.entries(wanted).map(([sku, quantity]) => ({
    ...{ sku, quantity, counted: false, restocked: 0 },
  }));
  const short = take(stock, now, lines, givenUp);
  if (short.length > 0) return { state: "short", lines: short };
  if (givenUp) end(givenUp);
  const made: ModelHold = { state: "held", endsAt: now + ttl, attempt: 0, lines };
  stock.holds.set(id, made);
  return asIs(made);
}

/** Takes away the end of a hold. */
export function pin(stock: StockModel, now: number, id: string, attempt: number): StockAnswer {
  const own = stock.holds.get(id);
  if (!own) return RELEASED;
  if (own.state === "committed" || own.state === "released") return asIs(own);
  const isEnded = own.state === "held" && attempt === own.attempt;
  if (attempt < own.attempt || isEnded) return { state: "stale" };
  const uncounted = own.lines.filter(({ counted }) => !counted);
  const short = stock.rules.pinCountsAgain ? take(stock, now, uncounted, null) : [];
  if (short.length > 0) return { state: "lost", lines: short };
  own.attempt = attempt;
  if (!stock.rules.pinTakesAwayEnd) return { state: "pinned" };
  own.state = "pinned";
  own.endsAt = null;
  return asIs(own);
}

/** Gives a hold an end again. */
export function unpin(
  stock: StockModel,
  now: number,
  id: string,
  attempt: number,
  ttl: number,
): StockAnswer {
  const own = stock.holds.get(id);
  if (!own) return RELEASED;
  if (own.state === "committed" || own.state === "released") return asIs(own);
  const isLate = own.state === "pinned" && attempt < own.attempt;
  if (isLate && stock.rules.unpinNamesAttempt) return { state: "stale" };
  own.endsAt ??= now + ttl;
  own.state = "held";
  own.attempt = Math.max(own.attempt, attempt);
  return asIs(own);
}

/** Sells what is pinned. */
export function commit(stock: StockModel, id: string): StockAnswer {
  const own = stock.holds.get(id);
  if (!own) return RELEASED;
  if (own.state !== "pinned") return asIs(own);
  for (const line of own.lines) {
    const level = stock.levels.get(line.sku);
    if (!level || !line.counted) continue;
    line.counted = false;
    level.onHand -= line.quantity;
    level.reserved -= line.quantity;
    stock.movements.set(`${line.sku} ${id}`, -line.quantity);
  }
  own.state = "committed";
  return asIs(own);
}

/** Gives a hold up, also one that has not arrived. */
export function release(stock: StockModel, id: string): StockAnswer {
  const own = stock.holds.get(id);
  if (!own) {
    if (stock.rules.releaseLeavesRow) {
      stock.holds.set(id, { state: "released", endsAt: null, attempt: 0, lines: [] });
    }
    return RELEASED;
  }
  if (own.state === "held" || own.state === "pinned") {
    for (const line of own.lines) uncount(stock, line);
    end(own);
  }
  return asIs(own);
}

/** Puts sold goods back. */
export function restock(
  stock: StockModel,
  restockId: string,
  id: string,
  back: Quantities,
): StockAnswer {
  const own = stock.holds.get(id);
  if (!own) return RELEASED;
  if (own.state !== "committed") return asIs(own);
  const isDone = (sku: string) => stock.movements.has(`${sku} ${restockId}`);
  const fresh = Object.entries(back).filter(
    ([sku]) => !stock.rules.restockOncePerId || !isDone(sku),
  );
  const lineOf = (sku: string) => own.lines.find((line) => line.sku === sku);
  const isTooMuch = fresh.some(([sku, units]) => {
    const line = lineOf(sku);
    return line === undefined || line.restocked + units > line.quantity;
  });
  if (isTooMuch) return { state: "too_much" };
  const gone: string[] = [];
  for (const [sku, units] of fresh) {
    const [level, line] = [stock.levels.get(sku), lineOf(sku)];
    if (!level || !line) {
      gone.push(sku);
      continue;
    }
    level.onHand += units;
    line.restocked += units;
    stock.movements.set(`${sku} ${restockId}`, units);
  }
  return { state: "restocked", gone: gone.sort() };
}

/** Takes lines that expired more than a minute ago out of what is reserved. @returns how many */
export function uncountExpired(stock: StockModel, now: number): number {
  const due = [...stock.holds.values()]
    .filter(({ state, endsAt }) => state === "held" && endsAt !== null && endsAt < now - 60)
    .flatMap(({ lines }) => lines.filter(({ counted }) => counted));
  for (const line of due) uncount(stock, line);
  return due.length;
}

/** Moves stock as an administrator does, never below what is reserved. @returns whether it was done */
export function move(stock: StockModel, sku: string, delta: number, reference: string): boolean {
  const level = stock.levels.get(sku);
  if (!level || level.onHand + delta < level.reserved) return false;
  level.onHand += delta;
  stock.movements.set(`${sku} ${reference}`, delta);
  return true;
}

/** Counts lines, taking what expired holds of their SKUs count; nothing when one is short. @returns the short ones */
function take(
  stock: StockModel,
  now: number,
  lines: ModelLine[],
  givenUp: ModelHold | null,
): { sku: string; available: number }[] {
  const wanted = new Set(lines.map(({ sku }) => sku));
  const freed = [...stock.holds.values()].flatMap((other) => {
    if (other.state !== "held") return [];
    const isExpired = (other.endsAt ?? 0) <= now;
    return other.lines.filter(
      ({ sku, counted }) => counted && (other === givenUp || (isExpired && wanted.has(sku))),
    );
  });
  const short = lines.flatMap(({ sku, quantity }) => {
    const { onHand, reserved } = stock.levels.get(sku) ?? { onHand: 0, reserved: 0 };
    const free = freed.filter((line) => line.sku === sku);
    const available = onHand - reserved + free.reduce((sum, line) => sum + line.quantity, 0);
    return available < quantity ? [{ sku, available: Math.max(0, Math.min(99, available)) }] : [];
  });
  if (short.length > 0) return short.sort((a, b) => (a.sku < b.sku ? -1 : 1));
  for (const line of freed) uncount(stock, line);
  for (const line of lines) {
    line.counted = true;
    const level = stock.levels.get(line.sku);
    if (level) level.reserved += line.quantity;
  }
  return [];
}

function uncount(stock: StockModel, line: ModelLine): void {
  const level = stock.levels.get(line.sku);
  if (level && line.counted) level.reserved -= line.quantity;
  line.counted = false;
}

function end(own: ModelHold): void {
  own.state = "released";
  own.endsAt = null;
}

function asIs({ state, endsAt }: ModelHold): StockAnswer {
  return state === "held" ? { state, endsAt: endsAt ?? 0 } : { state };
}

function sameLines(lines: ModelLine[], wanted: Quantities): boolean {
  const isSame = lines.every(({ sku, quantity }) => wanted[sku] === quantity);
  return isSame && lines.length === Object.keys(wanted).length;
}
