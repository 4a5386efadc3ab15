/** Draws the hanok pillar candles. */
import { tone } from "../../colour.ts";
import { flutes } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import { flame } from "../parts/bottles.ts";
import type { Look } from "../parts/look.ts";

export const hanokPillarCandles: Look = {
  draw: (p, x, y, c) => {
    for (const [dx, dy, r, h, t] of [
      [-46, -24, 34, 160, c],
      [34, -6, 30, 110, tone(c, 0.4)],
      [-4, 50, 28, 66, "#b9694a"],
    ] as const) {
      const s = lathe(
        p,
        x + dx,
        y + dy,
        [
          [r, 0, 1],
          [r, h - 3],
          [r - 3, h],
        ],
        {
          colour: t,
          finish: "satin",
          decor: (u) => {
            if (dx < 0 && dy < 0) flutes(u, 9, 4, h - 6, 0.2);
          },
        },
      );
      mouth(s, { wall: 4, inside: t, depth: 8 });
      flame(p, x + dx, y + dy, h - 3, 22);
    }
  },
};
