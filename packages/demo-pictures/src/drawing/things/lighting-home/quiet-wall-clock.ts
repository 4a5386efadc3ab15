/** Draws the quiet wall clock. */
import { tone } from "../../colour.ts";
import { num } from "../../geometry.ts";
import { BRASS, INK, type Look } from "../parts/look.ts";

export const quietWallClock: Look = {
  rise: 0.22,
  alone: true,
  draw: (p, x, y, c) => {
    const cy = y - 200;
    for (let k = 0; k < 8; k++)
      p.ellipse(x + 14 + k * 2.4, cy + 18 + k * 3, 152 + k * 2, 152 + k * 2, "#2b1c17", 0.035);
    p.ellipse(
      x,
      cy,
      154,
      154,
      p.linear(
        [x - 120, cy - 120],
        [x + 120, cy + 120],
        [
          [0, tone(c, 0.4)],
          [0.5, c],
          [1, tone(c, -0.5)],
        ],
      ),
    );
    p.ellipse(
      x,
      cy,
      142,
      142,
      p.linear(
        [x - 120, cy - 120],
        [x + 120, cy + 120],
        [
          [0, tone("#f3ecdf", -0.16)],
          [0.3, "#f3ecdf"],
          [1, tone("#f3ecdf", 0.3)],
        ],
      ),
    );
    for (let k = 0; k < 12; k++) {
      const a = (k / 12) * 6.2832;
      const r = k % 3 ? 124 : 114;
      p.line(
        `M${num(x + Math.sin(a) * 130)} ${num(cy - Math.cos(a) * 130)}L${num(x + Math.sin(a) * r)} ${num(cy - Math.cos(a) * r)}`,
        INK,
        k % 3 ? 2 : 4.5,
      );
    }
    const hand = (a: number, r: number, w: number, t: string): void => {
      p.line(
        `M${num(x - Math.sin(a) * 18 + 3)} ${num(cy + Math.cos(a) * 18 + 5)}L${num(x + Math.sin(a) * r + 3)} ${num(cy - Math.cos(a) * r + 5)}`,
        "#2b1c17",
        w,
        0.16,
      );
      p.line(
        `M${num(x - Math.sin(a) * 18)} ${num(cy + Math.cos(a) * 18)}L${num(x + Math.sin(a) * r)} ${num(cy - Math.cos(a) * r)}`,
        t,
        w,
      );
    };
    hand(5.28, 72, 7, INK);
    hand(0.98, 104, 5, INK);
    hand(3.6, 112, 1.8, "#c9603a");
    p.ellipse(x, cy, 8, 8, BRASS);
  },
};
