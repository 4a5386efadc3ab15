/** The rules of points, and the attacks on them. */
import type { Spec } from "./spec.ts";

const BENCH = "[benchmarks/points](../../benchmarks/points/README.md)";

/** Rules of points. */
export const POINTS: Spec = {
  id: "points",
  title: "Points",
  rules: [
    [1, "balance and history on the wire"],
    [2, "types, signs and the chain of balances"],
    [3, "buying points"],
    [4, "paying a charge back"],
    [5, "points are spent by paying alone, from the minimum to the total"],
    [6, "the administration of points"],
    [7, "tables"],
    [8, "the database keeps the ledger; nine writes are refused"],
    [9, "one order of locks"],
    [10, "an id is its key"],
    [11, "the order of spending"],
    [12, "a hold cannot outlive its payment"],
    [13, "a refund goes back to its lots"],
    [14, "earning"],
    [15, "taking back what was earned"],
    [16, "expiry"],
    [17, "a claimed order earns"],
    [18, "a deleted account's ledger"],
    [19, "verbs"],
    [20, "balances are rebuilt from entries"],
    [21, "the proof"],
    [22, "figures"],
    [23, "pages"],
    [24, "attacks and accidents"],
  ],
  elsewhere: { 22: BENCH },
};

/** Attacks and accidents of points: `points 24.n`. */
export const POINT_ATTACKS: Spec = {
  id: "points",
  within: 24,
  page: "points-attacks",
  title: "Attacks on points",
  rules: [
    [1, "two tabs spend the same points"],
    [2, "hostile amounts"],
    [3, "another member's points"],
    [4, "points for an order in another currency"],
    [5, "mixed, and the card declined"],
    [6, "post and void at once"],
    [7, "a refund twice, under two keys"],
    [8, "a refund after the lot expired"],
    [9, "expiry during a hold"],
    [10, "earned, spent, and the order refunded"],
    [11, "bought and refunded a hundred times"],
    [12, "a charge confirmed twice"],
    [13, "a charge that timed out after charging"],
    [14, "an adjustment below zero"],
    [15, "ten charges at once against the limit"],
    [16, "writes that the role may not make"],
    [17, "a Worker's clock a day off"],
  ],
  elsewhere: {},
};
