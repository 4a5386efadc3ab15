/** Draws the gamasot rice pot. */
import { tone } from "../../colour.ts";
import { rings } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { box } from "../../solid.ts";
import { type Look, WOOD } from "../parts/look.ts";

export const gamasotRicePot: Look = {
  draw: (p, x, y, c) => {
    lathe(
      p,
      x,
      y,
      [
        [50, 0, 1],
        [64, 6],
        [92, 46],
        [96, 78],
        [104, 82, 1],
        [104, 90],
      ],
      { colour: c, finish: "satin", decor: (s) => rings(s, [60, 66], tone(c, 0.3), 1.2, 0.5) },
    ).pen.ellipse(...p.at(x, y, 90), 104, 104 * p.rise, tone(c, 0.12));
    lathe(
      p,
      x,
      y,
      [
        [100, 90, 1],
        [92, 104],
        [50, 122],
        [16, 126],
      ],
      {
        colour: WOOD,
        finish: "satin",
        shadow: false,
        decor: (s) => rings(s, [96, 102, 109, 115], tone(WOOD, -0.6), 1, 0.4),
      },
    );
    for (const s of [-1, 1])
      box(p, x + s * 26, y, 118, [12, 20, 18], {
        colour: tone(WOOD, -0.1),
        shadow: false,
        radius: 3,
      });
    box(p, x, y, 134, [84, 20, 10], { colour: tone(WOOD, -0.05), shadow: false, radius: 4 });
  },
};
