/** Draws the sool bottle set. */
import { rings } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import type { Look } from "../parts/look.ts";
import { cup } from "../parts/vessels.ts";

export const soolBottleSet: Look = {
  draw: (p, x, y, c) => {
    mouth(
      lathe(
        p,
        x - 30,
        y - 20,
        [
          [34, 0, 1],
          [40, 6],
          [47, 44],
          [40, 86],
          [16, 118],
          [12, 140],
          [19, 158],
        ],
        {
          colour: c,
          finish: "gloss",
          decor: (s) => {
            rings(s, [64, 68], "#c8a15a", 1.8);
          },
        },
      ),
      { wall: 2.6, depth: 14 },
    );
    for (const [dx, dy] of [
      [38, 18],
      [78, -12],
    ] as const)
      cup(p, x + dx, y + dy, [22, 33], {
        colour: c,
        finish: "gloss",
        foot: 13,
        wall: 2,
        liquid: "#efe9d4",
        fill: 6,
      });
  },
};
