import type { Order } from "@edgemart/contracts/order";
import { describe, expect, test } from "vitest";
import { allThatIsLeft, unitShares } from "./unit-shares.ts";

const krw = (amountMinor: number) => ({ amountMinor, currency: "KRW" as const });
const line = (cancelled: number, returned = 0) => ({
  ...{ quantity: 3, cancelled, returned, card: krw(10_000), points: 100 },
});

describe("orders 5, 38: what units give back is shown before they are given up", () => {
  test("is the floor of the units' share; the last unit brings the rest", () => {
    const shown = unitShares(line(0), 3).map(({ count, card, points }) => [
      ...[count, card.amountMinor, points],
    ]);
    expect(shown).toEqual([
      [1, 3_333, 33],
      [2, 6_666, 66],
      [3, 10_000, 100],
    ]);
  });

  test("goes on from units that were cancelled or returned before, so that all parts add up", () => {
    const parts = [line(0), line(1), line(1, 1)].map((each) => unitShares(each, 1)[0]);
    const sum = (of: (part: (typeof parts)[number]) => number) =>
      parts.reduce((total, part) => total + of(part), 0);
    expect([sum((part) => part?.card.amountMinor ?? 0), sum((part) => part?.points ?? 0)]).toEqual([
      10_000, 100,
    ]);
    expect(unitShares(line(0), 0)).toEqual([]);
  });

  test("of all that is left is what was paid less what other changes give back", () => {
    const change = (kind: string, state: string) =>
      ({ kind, state, card: krw(3_333), points: 33 }) as Order["changes"][number];
    const of = (...changes: Order["changes"]) =>
      allThatIsLeft({ card: krw(10_000), pointsUsed: 100, changes });
    expect(of(change("cancel", "DONE"), change("return", "WITHDRAWN"))).toEqual({
      ...{ card: krw(6_667), points: 67 },
    });
    expect(of(change("goodwill", "DONE"))).toBeNull();
  });
});
