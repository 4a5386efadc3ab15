/** Draws the onyx bookends. */

import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { box } from "../../solid.ts";
import { BRASS, type Look } from "../parts/look.ts";

export const onyxBookends: Look = {
  alone: true,
  draw: (p, x, y, c) => {
    box(p, x - 126, y, 0, [44, 100, 120], { colour: c, radius: 3 });
    for (const [k, [t, w, h]] of (
      [
        ["#b9694a", 26, 190],
        ["#e2d5bd", 18, 176],
        ["#5f7263", 32, 200],
        ["#d9b35f", 15, 166],
        ["#3d4a60", 28, 186],
        ["#efe7d8", 22, 178],
        ["#8a5a63", 20, 194],
      ] as const
    ).entries()) {
      const at = [-91, -69, -44, -20.5, 1, 26, 47][k] ?? 0;
      box(p, x + at, y - 4, 0, [w - 1, 118, h], {
        colour: t,
        radius: 2,
        shadow: true,
        top: "#f1e9d9",
      });
      const [a, b] = p.at(x + at, y + 55, h * 0.8);
      p.line(`M${a - w * 0.3} ${b}h${w * 0.6}M${a - w * 0.3} ${b + 8}h${w * 0.6}`, BRASS, 1.6, 0.7);
    }
    cap(
      lathe(
        p,
        x + 104,
        y,
        [
          [46, 0, 1],
          [46, 90],
        ],
        { colour: c, finish: "gloss" },
      ),
    );
  },
};
