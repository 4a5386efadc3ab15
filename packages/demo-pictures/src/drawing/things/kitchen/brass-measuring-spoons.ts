/** Draws the brass measuring spoons. */
import { tone } from "../../colour.ts";
import { num } from "../../geometry.ts";
import { tube } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

export const brassMeasuringSpoons: Look = {
  rise: 0.9,
  alone: true,
  draw: (p, x, y, c) => {
    p.sun = [0.5, 0.5];
    for (const [k, r] of [30, 24, 19, 15].entries()) {
      const a = -0.46 + k * 0.32;
      const [hx, hy] = [x - 90, y - 90];
      const ex = hx + Math.cos(a + 0.8) * (200 - k * 8);
      const ey = hy + Math.sin(a + 0.8) * (200 - k * 8);
      p.line(`M${num(hx + 5)} ${num(hy + 6)}L${num(ex + 5)} ${num(ey + 6)}`, "#1c1410", 9, 0.2);
      p.ellipse(ex + 6, ey + 8, r + 1, r + 1, "#1c1410", 0.22);
      tube(
        p,
        [
          [hx, hy],
          [(hx + ex) / 2, (hy + ey) / 2],
          [ex, ey],
        ],
        [5, 4.4, 4],
        c,
        0.5,
        2,
      );
      p.ellipse(
        ex,
        ey,
        r,
        r,
        p.linear(
          [ex - r, ey - r],
          [ex + r, ey + r],
          [
            [0, tone(c, 0.6)],
            [1, tone(c, -0.4)],
          ],
        ),
      );
      p.ellipse(
        ex,
        ey,
        r - 2.4,
        r - 2.4,
        p.radial([ex + r * 0.3, ey + r * 0.36], r * 1.4, [
          [0, tone(c, 0.75)],
          [0.3, tone(c, 0.2)],
          [0.7, tone(c, -0.32)],
          [1, tone(c, -0.6)],
        ]),
      );
    }
    p.body.push(
      `<circle cx="${x - 92}" cy="${y - 92}" r="17" fill="none" stroke="${tone(c, -0.3)}" stroke-width="3.4"/>`,
    );
    p.see([x - 110, y - 110]);
  },
};
