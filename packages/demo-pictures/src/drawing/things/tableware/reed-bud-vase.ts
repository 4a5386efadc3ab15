/** Draws the reed bud vase. */
import { flutes } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import { sprig } from "../../plants.ts";
import type { Look } from "../parts/look.ts";

export const reedBudVase: Look = {
  draw: (p, x, y, c) => {
    const [, top] = p.at(x, y, 176);
    mouth(
      lathe(
        p,
        x,
        y,
        [
          [26, 0, 1],
          [34, 8],
          [43, 44],
          [34, 88],
          [13, 122],
          [10, 160],
          [15, 176],
        ],
        {
          colour: c,
          finish: "matte",
          decor: (s) => {
            flutes(s, 22, 4, 150, 0.16);
          },
        },
      ),
      { wall: 2.4, depth: 14 },
    );
    sprig(p, [x + 1, top + 2], [x + 46, top - 150], 9, 52, "#7c8a62", "reed", "#f0dfc9");
  },
};
