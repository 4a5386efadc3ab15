/** Draws the ceramic pen cup. */
import { flutes, speckle } from "../../decor.ts";
import { standing } from "../../openings.ts";
import { rod } from "../../solid.ts";
import { INK, type Look } from "../parts/look.ts";
import { cup } from "../parts/vessels.ts";

export const ceramicPenCup: Look = {
  draw: (p, x, y, c) => {
    const s = cup(p, x, y, [40, 100], {
      colour: c,
      finish: "satin",
      foot: 38,
      wall: 3.4,
      decor: (u) => {
        flutes(u, 18, 8, 92, 0.2);
        speckle(u, 30);
      },
    });
    standing(s, 3.4, () => {
      for (const [dx, lx, h, t] of [
        [-14, -36, 176, "#d9a441"],
        [0, 4, 194, INK],
        [12, 34, 168, "#b9694a"],
        [18, 52, 150, "#7f9382"],
      ] as const) {
        rod(p, [x + dx, y, 40], [x + lx, y - 12, h], 4, t, 4);
        const [a, b] = p.at(x + lx, y - 12, h);
        p.shape(
          [
            [a - 4, b],
            [a + 4, b],
            [a + (lx - dx) * 0.14, b - 13],
          ],
          "#e8cfa3",
        );
      }
    });
  },
};
