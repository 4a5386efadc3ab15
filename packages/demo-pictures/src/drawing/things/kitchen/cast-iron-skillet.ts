/** Draws the cast iron skillet. */

import { type Point, polygon } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import { tube } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

export const castIronSkillet: Look = {
  rise: 0.5,
  alone: true,
  draw: (p, x, y, c) => {
    const [a, b] = p.at(x + 96, y + 26, 30);
    p.cast([
      [x + 90, y + 20, 20],
      [x + 230, y + 80, 34],
      [x + 222, y + 100, 34],
    ]);
    tube(
      p,
      [
        [a, b],
        [a + 60, b + 12],
        [a + 124, b + 26],
      ],
      [11, 10, 13],
      c,
      0.12,
    );
    p.ellipse(a + 120, b + 25, 6, 4, "#d8cbb8");
    mouth(
      lathe(
        p,
        x,
        y,
        [
          [100, 0, 1],
          [106, 4],
          [121, 34],
          [124, 40],
        ],
        { colour: c, finish: "satin" },
      ),
      { wall: 6, depth: 26 },
    );
    const [ex, ey] = p.at(x - 12, y + 6, 6);
    p.fill(blobOf(ex, ey, 66, 30), "#faf4e6");
    p.fill(blobOf(ex + 2, ey + 2, 58, 25), "#fffdf6");
    p.ellipse(
      ex + 8,
      ey - 2,
      22,
      15,
      p.radial([ex + 2, ey - 8], 26, [
        [0, "#fbd36a"],
        [0.6, "#f0a92f"],
        [1, "#cf7d1c"],
      ]),
    );
  },
};

function blobOf(x: number, y: number, w: number, h: number): string {
  return polygon(
    Array.from({ length: 40 }, (_, k): Point => {
      const a = (k / 40) * 6.2832;
      const r = 1 + 0.09 * Math.sin(a * 3 + 1) + 0.05 * Math.sin(a * 5);
      return [x + Math.cos(a) * w * r, y + Math.sin(a) * h * r];
    }),
  );
}
