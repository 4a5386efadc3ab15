/** How much one visit deletes. */
import { describe, expect, test } from "vitest";
import { forgetEffects } from "./forget-effects.ts";

/** A store of so many old effects. */
function storeOf(count: number) {
  const asked: number[] = [];
  const forgetOld = async (rowsMax: number) => {
    asked.push(rowsMax);
    const deleted = Math.min(rowsMax, count);
    count -= deleted;
    return deleted;
  };
  return { forgetOld, asked };
}

describe("keyed effects are forgotten in bounded steps", () => {
  test.each([
    [0, 0, 1],
    [999, 999, 1],
    [1_000, 1_000, 2],
    [2_500, 2_500, 3],
    [1_000_000, 20_000, 20],
  ])("of %i old ones one visit deletes %i, in %i statements", async (old, gone, statements) => {
    const store = storeOf(old);
    expect(await forgetEffects(store)).toBe(gone);
    expect(store.asked).toEqual(Array(statements).fill(1_000));
  });
});
