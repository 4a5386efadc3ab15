/** Draws the stacking cup quartet. */
import { tone } from "../../colour.ts";
import { rings, speckle } from "../../decor.ts";
import { vessel } from "../../openings.ts";
import type { Look } from "../parts/look.ts";

export const stackingCupQuartet: Look = {
  draw: (p, x, y, c) => {
    for (const [k, t] of [c, "#d9a08a", "#8fa08a", "#e6c98a"].entries())
      vessel(
        p,
        x,
        y,
        [
          [26, k * 34, 1],
          [33, k * 34 + 6],
          [36, k * 34 + 44],
          [37, k * 34 + 52],
        ],
        {
          colour: t,
          finish: "satin",
          shadow: k === 0,
          wall: 2.6,
          decor: (s) => {
            speckle(s, 14);
            rings(s, [s.low + 1], tone(t, -0.8), 2, 0.4);
          },
        },
      );
  },
};
