/** Draws the oak round stool. */

import { tone } from "../../colour.ts";
import { num } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { rod } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

export const oakRoundStool: Look = {
  rise: 0.3,
  alone: false,
  draw: (p, x, y, c) => {
    for (const [a, b] of [
      [-0.8, -0.6],
      [0.8, -0.6],
      [-0.9, 0.7],
      [0.9, 0.7],
    ] as const) {
      p.contact(x + a * 150, y + b * 120, 18);
      rod(
        p,
        [x + a * 150, y + b * 120, 0],
        [x + a * 110, y + b * 80, 420],
        15,
        tone(c, b < 0 ? -0.25 : -0.05),
        19,
      );
    }
    rod(p, [x - 128, y + 84, 150], [x + 128, y + 84, 150], 10, c);
    cap(
      lathe(
        p,
        x,
        y,
        [
          [168, 410, 1],
          [176, 424],
          [174, 446],
          [166, 454],
        ],
        { colour: c, finish: "satin" },
      ),
    );
    const [cx, cy] = p.at(x, y, 454);
    for (let k = 1; k < 6; k++)
      p.body.push(
        `<ellipse cx="${num(cx - 30)}" cy="${num(cy + 4)}" rx="${k * 24}" ry="${num(k * 24 * p.rise * 0.8)}" fill="none" stroke="${tone(c, -0.5)}" stroke-opacity=".28" stroke-width="2"/>`,
      );
  },
};
