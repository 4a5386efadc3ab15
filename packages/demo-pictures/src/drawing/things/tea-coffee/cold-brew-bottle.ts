/** Draws the cold brew bottle. */

import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { glass } from "../parts/glass.ts";
import type { Look } from "../parts/look.ts";

export const coldBrewBottle: Look = {
  draw: (p, x, y, c) => {
    glass(
      p,
      x,
      y,
      [
        [40, 0, 1],
        [42, 4],
        [42, 150],
        [26, 196],
        [25, 224],
      ],
      "#e2ebea",
      { colour: "#3b2114", z: 140 },
    );
    cap(
      lathe(
        p,
        x,
        y,
        [
          [28, 218, 1],
          [28, 240],
          [24, 244],
        ],
        { colour: c, finish: "satin", shadow: false },
      ),
    );
    const [, t] = p.at(x, y, 100);
    p.line(
      `M${x - 12} ${t}v-50M${x - 12} ${t - 50}h8M${x - 12} ${t - 30}h5M${x - 12} ${t - 10}h8`,
      "#ffffff",
      1.4,
      0.7,
    );
  },
};
