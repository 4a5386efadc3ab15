/** Draws the spiral sketchbook. */
import { tone } from "../../colour.ts";
import { book } from "../parts/cloth.ts";
import { INK, type Look } from "../parts/look.ts";

export const spiralSketchbook: Look = {
  rise: 0.62,
  draw: (p, x, y, c) => {
    book(p, x, y, 0, 176, 232, 18, c, 0.14, () => {
      p.ellipse(20, 10, 46, 46, tone(c, 0.45), 0.9);
      p.fill("M-26 10A46 46 0 0 1 66 10Z", tone(c, -0.4), 0.8);
    });
    p.plane(x, y, 19, 0.14, () => {
      for (let k = -12; k <= 12; k++) {
        p.ellipse(-78, k * 9, 2.6, 2.6, INK, 0.9);
        p.line(`M-78 ${k * 9}C-84 ${k * 9 - 6} -96 ${k * 9 - 4} -94 ${k * 9 + 3}`, "#d9d6d0", 2.2);
      }
    });
  },
};
