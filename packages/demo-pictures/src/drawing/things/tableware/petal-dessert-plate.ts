/** Draws the petal dessert plate. */
import { tone } from "../../colour.ts";
import type { Look } from "../parts/look.ts";
import { plate } from "../parts/vessels.ts";

export const petalDessertPlate: Look = {
  rise: 0.58,
  draw: (p, x, y, c) => {
    for (const [k, tint] of [c, tone(c, 0.35), c].entries())
      plate(p, x, y, 88 - k, tint, {
        lift: k * 10,
        lip: 14,
        rim: tone(c, -0.22),
        shadow: k === 0,
        finish: "gloss",
      });
    const [cx, cy] = p.at(x, y, 28);
    for (let k = 0; k < 12; k++) {
      const a = (k / 12) * Math.PI * 2;
      p.line(
        `M${cx + Math.cos(a) * 60} ${cy + Math.sin(a) * 60 * p.rise}L${cx + Math.cos(a) * 80} ${cy + Math.sin(a) * 80 * p.rise - 4}`,
        tone(c, -0.45),
        1.6,
        0.4,
      );
    }
  },
};
