/** Draws the horizon dinner plate. */
import type { Look } from "../parts/look.ts";
import { plate } from "../parts/vessels.ts";

export const horizonDinnerPlate: Look = {
  rise: 0.56,
  draw: (p, x, y, c) => {
    plate(p, x, y, 134, c, { rim: "#a9774f", lip: 19 });
  },
};
