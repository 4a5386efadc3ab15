/** Takes what expired holds reserve out of the levels, by the clock, so that pages show it as available. */
import type { Generations } from "../ports/generations.ts";
import type { StockHolds } from "../ports/stock-holds.ts";

/** Lines that one statement takes: it locks their levels. */
const LINES_AT_A_TIME = 500;
/** Statements of one visit; the next one comes in five minutes. */
const STATEMENTS_MAX = 40;

/** Takes all that expired more than a minute ago, and tells caches when a product became available. @returns how many lines */
export async function uncountExpired(holds: StockHolds, generations: Generations): Promise<number> {
  let lines = 0;
  let hasFlipped = false;
  for (let statements = 0; statements < STATEMENTS_MAX; statements += 1) {
    const done = await holds.uncountExpired(LINES_AT_A_TIME);
    lines += done.answer;
    hasFlipped ||= done.hasFlipped;
    if (done.answer === 0) break;
  }
  if (hasFlipped) await generations.begin();
  return lines;
}
