/** Draws the trail water bottle. */

import { tone } from "../../colour.ts";
import { dip } from "../../decor.ts";
import { num, type Point, polygon } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { INK, type Look, WALNUT } from "../parts/look.ts";

export const trailWaterBottle: Look = {
  draw: (p, x, y, c) => {
    lathe(
      p,
      x,
      y,
      [
        [34, 0, 1],
        [36, 3],
        [36, 160],
        [28, 182],
        [24, 186],
      ],
      {
        colour: c,
        finish: "matte",
        decor: (s) => {
          dip(s, 62, tone(c, 0.5), 5);
          for (const [k, t] of [tone(c, 0.22), tone(c, -0.35)].entries()) {
            const pts: Point[] = [];
            for (let i = 0; i <= 30; i++)
              pts.push(
                s.point(-1.57 + i * 0.1047, 34 + k * -12 + 14 * Math.abs(Math.sin(i * 0.5 + k))),
              );
            for (let i = 30; i >= 0; i--) pts.push(s.point(-1.57 + i * 0.1047, 2));
            p.fill(polygon(pts), t, 0.8);
          }
        },
      },
    );
    cap(
      lathe(
        p,
        x,
        y,
        [
          [27, 186, 1],
          [27, 212],
          [24, 216],
        ],
        { colour: INK, finish: "satin", shadow: false },
      ),
    );
    const [a, b] = p.at(x, y, 216);
    p.body.push(
      `<path d="M${num(a - 17)} ${num(b + 4)}C${num(a - 20)} ${num(b - 40)} ${num(a + 20)} ${num(b - 40)} ${num(a + 17)} ${num(b + 4)}" fill="none" stroke="${WALNUT}" stroke-width="7"/>`,
    );
    p.see([a, b - 34]);
  },
};
