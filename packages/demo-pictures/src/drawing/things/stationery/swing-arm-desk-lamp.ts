/** Draws the swing arm desk lamp. */

import { tone } from "../../colour.ts";
import { num, polygon } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { tube } from "../../solid.ts";
import { BRASS, type Look } from "../parts/look.ts";

export const swingArmDeskLamp: Look = {
  rise: 0.24,
  alone: true,
  focus: [0.7, 0.2],
  draw: (p, x, y, c) => {
    cap(
      lathe(
        p,
        x - 90,
        y,
        [
          [84, 0, 1],
          [86, 14],
          [80, 20],
        ],
        { colour: c, finish: "satin" },
      ),
    );
    const [a, b] = p.at(x - 90, y, 20);
    tube(
      p,
      [
        [a, b],
        [a - 34, b - 190],
      ],
      [6, 6],
      BRASS,
      0.5,
    );
    tube(
      p,
      [
        [a - 34, b - 190],
        [a + 150, b - 330],
      ],
      [6, 6],
      BRASS,
      0.5,
    );
    for (const [jx, jy] of [
      [a - 34, b - 190],
      [a + 150, b - 330],
    ] as const)
      p.ellipse(
        jx,
        jy,
        12,
        12,
        p.linear(
          [jx - 10, jy - 10],
          [jx + 10, jy + 10],
          [
            [0, tone(c, 0.3)],
            [1, tone(c, -0.4)],
          ],
        ),
      );
    const [hx, hy] = [a + 156, b - 326];
    p.fill(
      polygon([
        [hx + 6, hy + 112],
        [hx + 120, hy + 56],
        [hx + 190, hy + 320],
        [hx - 110, hy + 320],
      ]),
      p.linear(
        [hx + 60, hy + 60],
        [hx + 40, hy + 320],
        [
          [0, "#ffe6b0", 0.5],
          [1, "#ffe6b0", 0],
        ],
      ),
    );
    p.shape(
      [
        [hx - 8, hy - 12],
        [hx + 22, hy - 22],
        [hx + 124, hy + 54],
        [hx + 4, hy + 114],
      ],
      p.linear(
        [hx - 10, hy + 50],
        [hx + 90, hy],
        [
          [0, tone(c, 0.3)],
          [0.4, c],
          [1, tone(c, -0.5)],
        ],
      ),
    );
    p.body.push(
      `<ellipse cx="${num(hx + 64)}" cy="${num(hy + 84)}" rx="66" ry="15" fill="#ffefc4" transform="rotate(-26.5 ${num(hx + 64)} ${num(hy + 84)})"/>`,
    );
  },
};
