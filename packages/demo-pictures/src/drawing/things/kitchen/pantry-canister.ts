/** Draws the pantry canister. */
import { tone } from "../../colour.ts";
import { rings } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { glass } from "../parts/glass.ts";
import type { Look } from "../parts/look.ts";

export const pantryCanister: Look = {
  draw: (p, x, y, c) => {
    glass(
      p,
      x,
      y,
      [
        [50, 0, 1],
        [52, 4],
        [52, 128],
      ],
      "#e4ece9",
      { colour: "#e6d2a6", z: 96 },
    );
    for (let k = 0; k < 90; k++) {
      const a = p.random() * 2.8 - 1.4;
      const [px, py] = p.at(x + 49 * Math.sin(a), y + 49 * Math.cos(a), 8 + p.random() * 84);
      p.ellipse(px, py, 2.6, 1.8, tone("#d9bd84", p.random() * 0.6 - 0.35), 0.8);
    }
    cap(
      lathe(
        p,
        x,
        y,
        [
          [55, 128, 1],
          [55, 150],
          [53, 152],
        ],
        {
          colour: c,
          finish: "satin",
          shadow: false,
          decor: (s) => rings(s, [138, 144], tone(c, -0.6), 0.9, 0.4),
        },
      ),
    );
  },
};
