/** Draws the utensil crock. */

import { tone } from "../../colour.ts";
import { dip, speckle } from "../../decor.ts";
import type { Point } from "../../geometry.ts";
import { num } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { mouth, standing } from "../../openings.ts";
import { rod } from "../../solid.ts";
import { type Look, STEEL, WALNUT, WOOD } from "../parts/look.ts";

export const utensilCrock: Look = {
  draw: (p, x, y, c) => {
    const t = 120;
    const s = lathe(
      p,
      x,
      y,
      [
        [52, 0, 1],
        [56, 4],
        [56, t - 4],
        [58, t],
      ],
      {
        colour: c,
        finish: "satin",
        decor: (u) => {
          dip(u, 64, tone(c, 0.5), 3);
          speckle(u, 60);
        },
      },
    );
    mouth(s, { wall: 4, inside: tone(c, 0.4), depth: 90 });
    standing(s, 4, () => {
      const stick = (dx: number, lean: number, high: number, colour: string): Point => {
        rod(p, [x + dx, y - 6, 70], [x + lean, y - 10, high], 5, colour, 5);
        return p.at(x + lean, y - 10, high);
      };
      const [sx, sy] = stick(-14, -50, 232, WOOD);
      p.ellipse(
        sx - 6,
        sy - 24,
        20,
        30,
        p.linear(
          [sx - 26, 0],
          [sx + 14, 0],
          [
            [0, tone(WOOD, 0.3)],
            [0.4, tone(WOOD, -0.3)],
            [1, WOOD],
          ],
        ),
      );
      const [fx, fy] = stick(8, 16, 250, WALNUT);
      p.shape(
        [
          [fx - 19, fy - 62],
          [fx + 21, fy - 54],
          [fx + 13, fy + 8],
          [fx - 11, fy + 8],
        ],
        p.linear(
          [fx - 20, 0],
          [fx + 22, 0],
          [
            [0, tone(WALNUT, 0.3)],
            [1, tone(WALNUT, -0.3)],
          ],
        ),
      );
      const [wx, wy] = stick(20, 62, 214, STEEL);
      for (const w of [22, 13, 4])
        p.body.push(
          `<ellipse cx="${num(wx + 8)}" cy="${num(wy - 28)}" rx="${w}" ry="40" fill="none" stroke="${tone(STEEL, w > 20 ? -0.5 : 0)}" stroke-width="2.4" transform="rotate(16 ${num(wx)} ${num(wy)})"/>`,
        );
      p.see([wx + 30, wy - 70]);
    });
  },
};
