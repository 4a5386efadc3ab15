/** Draws the nesting mixing bowls. */
import { tone } from "../../colour.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import type { Look } from "../parts/look.ts";

export const nestingMixingBowls: Look = {
  rise: 0.38,
  alone: true,
  draw: (p, x, y, c) => {
    for (const [k, t] of [c, tone(c, 0.34), "#efe7d6"].entries()) {
      const r = 128 - k * 24;
      const z = k * 24;
      const s = lathe(
        p,
        x,
        y,
        [
          [r * 0.5, z, 1],
          [r * 0.82, z + 26],
          [r, z + 72],
          [r + 5, z + 76],
        ],
        { colour: t, finish: "gloss", shadow: k === 0 },
      );
      mouth(s, { wall: 5, depth: 60 });
    }
  },
};
