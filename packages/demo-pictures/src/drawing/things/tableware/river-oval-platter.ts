/** Draws the river oval platter. */
import { tone } from "../../colour.ts";
import type { Look } from "../parts/look.ts";
import { plate } from "../parts/vessels.ts";

export const riverOvalPlatter: Look = {
  rise: 0.54,
  alone: false,
  draw: (p, x, y, c) => {
    plate(p, x, y, 92, c, {
      stretch: 1.75,
      lip: 18,
      finish: "gloss",
      rim: tone(c, -0.35),
      flat: 0.74,
    });
  },
};
