/** Draws the gyeol rice bowl. */
import { tone } from "../../colour.ts";
import { rings } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import type { Look } from "../parts/look.ts";
import { bowl } from "../parts/vessels.ts";

export const gyeolRiceBowl: Look = {
  rise: 0.34,
  draw: (p, x, y, c) => {
    bowl(p, x, y, [58, 58], { colour: c, finish: "gloss", wall: 3 });
    p.ellipse(...p.at(x, y, 58), 58, 58 * p.rise, tone(c, -0.2));
    lathe(
      p,
      x,
      y,
      [
        [59, 58, 1],
        [57, 66],
        [44, 80],
        [20, 88],
        [15, 89, 1],
        [15, 94],
      ],
      {
        colour: c,
        finish: "gloss",
        shadow: false,
        decor: (s) => rings(s, [59], tone(c, -0.8), 1.5, 0.5),
      },
    );
    mouth(
      lathe(
        p,
        x,
        y,
        [
          [16, 88, 1],
          [17, 97],
        ],
        { colour: c, finish: "gloss", shadow: false },
      ),
      { wall: 3, depth: 6 },
    );
  },
};
