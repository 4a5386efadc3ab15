/** Draws the cotton bath towels. */
import { mix, tone } from "../../colour.ts";
import { folded } from "../parts/cloth.ts";
import type { Look } from "../parts/look.ts";

export const cottonBathTowels: Look = {
  rise: 0.4,
  draw: (p, x, y, c) => {
    folded(p, x, y, 290, 190, 2, 34, c, tone(c, -0.4));
    folded(p, x - 6, y - 2, 282, 184, 2, 34, mix(c, "#f4eee2", 0.7), c, 68);
    folded(p, x + 2, y, 276, 178, 2, 30, tone(c, -0.2), tone(c, 0.5), 136);
  },
};
