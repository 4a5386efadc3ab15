/** Division of amounts so that the parts add up to the total. Pure; integers only. @see specs/orders.md 5 */

/**
 * Divides an amount in proportion to weights, by largest remainder; equal remainders go to the earlier ones.
 *
 * @param amount  minor units, at most the sum of the weights when each part must stay within its weight
 * @param weights minor units; products stay below 2^53 for amounts and weights of at most 10^8 each, by `bigint`
 * @returns one part for each weight; all 0 when every weight is 0
 */
export function divide(amount: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => {
    const product = BigInt(amount) * BigInt(weight);
    return { part: Number(product / BigInt(sum)), rest: Number(product % BigInt(sum)) };
  });
  const left = amount - shares.reduce((total, { part }) => total + part, 0);
  const byRest = shares
    .map(({ rest }, index) => ({ rest, index }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, left);
  const raised = new Set(byRest.map(({ index }) => index));
  return shares.map(({ part }, index) => part + (raised.has(index) ? 1 : 0));
}

/**
 * Gives the share of some units of a line: the shares of all units add up to the line's amount, in any order.
 *
 * @param share  minor units of the entire line
 * @param n      units of the line
 * @param before units cancelled or returned before
 * @param k      units now
 */
export function unitsShare(share: number, n: number, before: number, k: number): number {
  const upTo = (units: number) => Number((BigInt(share) * BigInt(units)) / BigInt(n));
  return upTo(before + k) - upTo(before);
}

/** What of an order's lines and shipping fee is paid by card and by points. */
export interface SplitParts {
  lines: { line: number; cardMinor: number; pointAmount: number }[];
}

/**
 * Divides a payment over lines and shipping alike; what of it is the shipping fee's is the rest.
 *
 * @param order lines with their net amounts, and the shipping fee
 * @param pointAmount points of the entire order, at most its total
 */
export function splitParts(
  order: { lines: readonly { line: number; netMinor: number }[]; shippingMinor: number },
  pointAmount: number,
): SplitParts {
  const weights = [...order.lines.map(({ netMinor }) => netMinor), order.shippingMinor];
  const points = divide(pointAmount, weights);
  return {
    lines: order.lines.map(({ line, netMinor }, index) => {
      const part = points[index] ?? 0;
      return { line, cardMinor: netMinor - part, pointAmount: part };
    }),
  };
}
