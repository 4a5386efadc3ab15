/** Draws the drawstring bucket bag. */
import { tone } from "../../colour.ts";
import { curve } from "../../geometry.ts";
import { ball } from "../../solid.ts";
import { cloth } from "../parts/cloth.ts";
import { BRASS, type Look, WALNUT } from "../parts/look.ts";
import { ground } from "./parts.ts";

export const drawstringBucketBag: Look = {
  rise: 0.2,
  draw: (p, x, y, c) => {
    const [w, h] = [230, 250];
    ground(p, x, y, w * 0.42, h);
    p.see([x, y - h - 150]);
    p.line(
      `M${x - 86} ${y - h + 34}C${x - 120} ${y - h - 200} ${x + 110} ${y - h - 210} ${x + 88} ${y - h + 34}`,
      tone(c, -0.45),
      15,
    );
    p.line(
      `M${x - 88} ${y - h + 34}C${x - 122} ${y - h - 202} ${x + 108} ${y - h - 212} ${x + 86} ${y - h + 34}`,
      tone(c, -0.2),
      9,
    );
    p.shape(
      curve([
        [x - 92, y - h + 8],
        [x - 40, y - h - 16],
        [x + 46, y - h - 14],
        [x + 92, y - h + 8],
        [x, y - h + 40],
      ]),
      tone(c, -0.5),
    );
    cloth(
      p,
      [
        [x - 94, y - h + 8],
        [x - 50, y - h + 22],
        [x, y - h + 14],
        [x + 54, y - h + 24],
        [x + 94, y - h + 8],
        [x + 112, y - 120],
        [x + 104, y - 14],
        [x + 60, y + 4],
        [x - 60, y + 4],
        [x - 104, y - 14],
        [x - 112, y - 120],
      ],
      c,
      [
        [
          [x - 60, y - h + 40],
          [x - 84, y - 140],
          [x - 70, y - 40],
        ],
        [
          [x - 12, y - h + 40],
          [x - 20, y - 150],
          [x - 26, y - 70],
        ],
        [
          [x + 34, y - h + 40],
          [x + 52, y - 150],
          [x + 44, y - 50],
        ],
        [
          [x + 74, y - h + 40],
          [x + 92, y - 140],
          [x + 78, y - 60],
        ],
      ],
    );
    for (let k = -4; k < 5; k++)
      p.ellipse(x + k * 21, y - h + 48 - Math.abs(k) * 2.6, 4.4, 4.4, BRASS);
    p.line(
      `M${x - 86} ${y - h + 40}Q${x} ${y - h + 58} ${x + 86} ${y - h + 40}M${x - 6} ${y - h + 50}q-22 40 -14 86M${x + 6} ${y - h + 50}q26 34 12 96`,
      WALNUT,
      5,
    );
    ball(p, x - 20, 0, -(y - h + 136) / p.drop, 8, WALNUT);
    ball(p, x + 18, 0, -(y - h + 148) / p.drop, 8, WALNUT);
  },
};
