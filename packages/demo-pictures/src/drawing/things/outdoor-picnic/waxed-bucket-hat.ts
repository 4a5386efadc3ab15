/** Draws the waxed bucket hat. */
import { tone } from "../../colour.ts";
import { band, rings } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import type { Look } from "../parts/look.ts";

export const waxedBucketHat: Look = {
  rise: 0.4,
  draw: (p, x, y, c) => {
    lathe(
      p,
      x,
      y,
      [
        [150, 0, 1],
        [146, 4],
        [98, 44],
      ],
      {
        colour: c,
        finish: "matte",
        decor: (s) => {
          for (const z of [8, 14, 20, 26, 32, 38]) rings(s, [z], tone(c, -0.6), 1, 0.4);
        },
      },
    );
    lathe(
      p,
      x,
      y,
      [
        [97, 42, 1],
        [92, 80],
        [82, 118],
        [70, 128],
      ],
      {
        colour: c,
        finish: "matte",
        shadow: false,
        decor: (s) => {
          band(s, 44, 62, tone(c, -0.35));
          rings(s, [66, 116], tone(c, 0.4), 1.2, 0.5);
        },
      },
    );
    cap(
      lathe(
        p,
        x,
        y,
        [
          [72, 127, 1],
          [62, 131],
        ],
        { colour: tone(c, 0.02), shadow: false },
      ),
    );
  },
};
