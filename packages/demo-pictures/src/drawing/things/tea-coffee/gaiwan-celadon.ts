/** Draws the gaiwan celadon. */
import { tone } from "../../colour.ts";
import { rings } from "../../decor.ts";
import { num } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import type { Look } from "../parts/look.ts";
import { plate } from "../parts/vessels.ts";

export const gaiwanCeladon: Look = {
  draw: (p, x, y, c) => {
    plate(p, x, y, 58, c, { lip: 12, finish: "gloss" });
    lathe(
      p,
      x,
      y,
      [
        [22, 8, 1],
        [24, 12],
        [38, 30],
        [47, 62],
        [52, 70],
      ],
      {
        colour: c,
        finish: "gloss",
        shadow: false,
        decor: (s) => {
          for (let k = 0; k < 7; k++) {
            const [a, b] = s.point(-1.1 + k * 0.36, 42 + (k % 2) * 8);
            p.line(`M${num(a)} ${num(b)}q4 -9 0 -16q-5 7 0 16`, tone(c, -0.4), 1, 0.7);
          }
        },
      },
    );
    p.ellipse(...p.at(x, y, 70), 52, 52 * p.rise, tone(c, 0.1));
    lathe(
      p,
      x,
      y,
      [
        [46, 70, 1],
        [40, 82],
        [18, 92],
        [12, 94, 1],
        [15, 102],
      ],
      {
        colour: c,
        finish: "gloss",
        shadow: false,
        decor: (s) => rings(s, [70.6], tone(c, -0.8), 1.4, 0.4),
      },
    );
    mouth(
      lathe(
        p,
        x,
        y,
        [
          [12, 94, 1],
          [16, 103],
        ],
        { colour: c, finish: "gloss", shadow: false },
      ),
      { depth: 6 },
    );
  },
};
