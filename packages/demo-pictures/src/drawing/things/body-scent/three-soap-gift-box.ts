/** Draws the three soap gift box. */
import { tone } from "../../colour.ts";
import { polygon, roundedRect } from "../../geometry.ts";
import { box } from "../../solid.ts";
import { INK, type Look } from "../parts/look.ts";

const PAPER = "#f3ecde";
export const threeSoapGiftBox: Look = {
  rise: 0.5,
  alone: true,
  draw: (p, x, y, c) => {
    box(p, x, y, 0, [250, 120, 34], { colour: c, radius: 3 });
    p.plane(x, y, 34, 0, () =>
      p.fill(
        polygon(roundedRect(0, 0, 238, 108, 2)),
        p.linear(
          [-110, -50],
          [110, 50],
          [
            [0, tone(c, -0.55)],
            [0.5, tone(c, -0.3)],
            [1, tone(c, -0.1)],
          ],
        ),
      ),
    );
    for (const [k, t] of ["#c9b28f", "#a9b59b", "#d9a99a"].entries()) {
      box(p, x - 76 + k * 76, y, 14, [66, 92, 24], {
        colour: t,
        radius: 9,
        shadow: false,
        shine: 0.3,
      });
      p.plane(x - 76 + k * 76, y, 38, 0, () => {
        p.fill(polygon(roundedRect(0, 0, 68, 36, 0)), PAPER, 0.95);
        p.ellipse(0, -4, 7, 7, INK, 0.85);
        p.line("M-14 9H14", INK, 1.6, 0.7);
      });
    }
  },
};
