/** Draws the steel thermos flask. */
import { tone } from "../../colour.ts";
import { band, rings } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { INK, type Look, STEEL } from "../parts/look.ts";
import { handle } from "../parts/vessels.ts";

export const steelThermosFlask: Look = {
  draw: (p, x, y, c) => {
    lathe(
      p,
      x,
      y,
      [
        [38, 0, 1],
        [40, 3],
        [40, 190],
        [34, 206],
        [30, 208],
      ],
      {
        colour: c,
        finish: "satin",
        decor: (s) => {
          band(s, 0, 14, STEEL, "metal");
          band(s, 150, 158, tone(c, 0.5));
          band(s, 140, 144, tone(c, 0.5));
        },
      },
    );
    cap(
      lathe(
        p,
        x,
        y,
        [
          [33, 208, 1],
          [35, 212],
          [32, 262],
          [29, 266],
        ],
        {
          colour: STEEL,
          finish: "metal",
          shadow: false,
          decor: (s) => rings(s, [216, 220], tone(STEEL, -0.8), 1, 0.6),
        },
      ),
    );
    handle(p, x, y, 39, 168, 70, 30, 5, INK);
  },
};
