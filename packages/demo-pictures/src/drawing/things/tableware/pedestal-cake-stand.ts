/** Draws the pedestal cake stand. */
import { band } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import type { Look } from "../parts/look.ts";
import { plate } from "../parts/vessels.ts";

export const pedestalCakeStand: Look = {
  rise: 0.34,
  alone: true,
  draw: (p, x, y, c) => {
    lathe(
      p,
      x,
      y,
      [
        [58, 0, 1],
        [56, 5],
        [22, 22],
        [14, 54],
        [20, 92],
        [46, 102],
      ],
      { colour: c, finish: "gloss" },
    );
    plate(p, x, y, 128, c, { lift: 100, lip: 12, finish: "gloss", flat: 0.86 });
    const [cx, cy] = p.at(x, y, 105);
    p.ellipse(cx + 22, cy + 6, 84, 84 * p.rise, "#2b1c17", 0.16);
    cap(
      lathe(
        p,
        x,
        y - 4,
        [
          [72, 105, 1],
          [73, 108],
          [73, 150],
          [71, 154],
        ],
        {
          colour: "#f3e7d0",
          finish: "matte",
          shadow: false,
          decor: (s) => {
            band(s, 122, 127, "#d99c8f");
            band(s, 138, 143, "#d99c8f");
          },
        },
      ),
    );
    for (let k = 0; k < 7; k++) {
      const a = (k / 7) * 6.28 + 0.3;
      const [bx, by] = p.at(x + Math.cos(a) * 48, y - 4 + Math.sin(a) * 48, 158);
      p.ellipse(
        bx,
        by,
        11,
        10,
        p.radial([bx - 3, by - 4], 14, [
          [0, "#f0a08c"],
          [0.5, "#c9483f"],
          [1, "#7f2530"],
        ]),
      );
    }
  },
};
