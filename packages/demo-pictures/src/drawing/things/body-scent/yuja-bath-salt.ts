/** Draws the yuja bath salt. */

import { tone } from "../../colour.ts";
import { num, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { jar } from "../parts/bottles.ts";
import { glass } from "../parts/glass.ts";
import { type Look, WOOD } from "../parts/look.ts";

const PAPER = "#f3ecde";
export const yujaBathSalt: Look = {
  draw: (p, x, y, c) => {
    glass(
      p,
      x,
      y,
      [
        [42, 0, 1],
        [46, 4],
        [46, 104],
        [38, 116],
        [37, 122],
      ],
      "#e6edea",
      { colour: c, z: 96 },
    );
    for (let k = 0; k < 110; k++) {
      const t = p.random() * 2.8 - 1.4;
      const [a, b] = p.at(x + 43 * Math.sin(t), y + 43 * Math.cos(t), 8 + p.random() * 86);
      p.body.push(
        `<path d="M${num(a)} ${num(b)}l3 -2l2.6 2.4l-2 3Z" fill="${tone(c, p.random() * 0.8 - 0.15)}" fill-opacity=".75"/>`,
      );
    }
    jar(p, x, y, 0.1, 122, c, WOOD, { lidHeight: 24, over: 40 });
    tagOn(p, x, y);
  },
};

function tagOn(p: Pen, x: number, y: number): void {
  const [a, b] = p.at(x + 30, y + 34, 108);
  p.line(`M${a - 60} ${b - 4}q34 14 64 2l6 12`, "#8a6a48", 2);
  p.shape(roundedRect(a + 8, b + 30, 26, 40, 3, 0.2), PAPER);
  p.ellipse(a + 8, b + 32, 6, 6, "#e0a92e");
}
