/** Draws the sailor stripe tote. */
import type { Look } from "../parts/look.ts";
import { tote } from "./parts.ts";

export const sailorStripeTote: Look = {
  rise: 0.2,
  draw: (p, x, y, c) =>
    tote(p, x, y, "#ece3d0", (w, h) => {
      for (let k = 0; k < 7; k++)
        p.fill(
          `M${x - w / 2} ${y - h * 0.86 + k * h * 0.12}q${w / 2} ${h * 0.03} ${w} 0v${h * 0.05}q${-w / 2} ${h * 0.03} ${-w} 0Z`,
          c,
          0.92,
        );
    }),
};
