/** Draws the ripple tumbler. */
import { glass } from "../parts/glass.ts";
import type { Look } from "../parts/look.ts";

export const rippleTumbler: Look = {
  draw: (p, x, y, c) => {
    glass(
      p,
      x,
      y,
      [
        [30, 0, 1],
        [33, 3],
        [35, 50],
        [38, 104],
      ],
      c,
      { colour: "#e9c27e", z: 74 },
      13,
    );
  },
};
