/** Draws the quilted house slippers. */
import { tone } from "../../colour.ts";
import { curve, type Point, polygon } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { cloth } from "../parts/cloth.ts";
import type { Look } from "../parts/look.ts";

export const quiltedHouseSlippers: Look = {
  rise: 0.94,
  alone: true,
  draw: (p, x, y, c) => {
    slipper(p, x - 72, y - 8, c, -0.06, -1);
    slipper(p, x + 72, y + 12, c, 0.08, 1);
  },
};

function slipper(p: Pen, x: number, y: number, c: string, yaw: number, side: number): void {
  const turn = (d: readonly Point[]): Point[] =>
    d.map(
      ([u, v]): Point => [
        x + u * side * Math.cos(yaw) - v * Math.sin(yaw),
        y + u * side * Math.sin(yaw) + v * Math.cos(yaw),
      ],
    );
  const sole = curve(
    turn([
      [-44, 150],
      [-54, 90],
      [-44, 0],
      [-58, -80],
      [-40, -146],
      [8, -166],
      [48, -130],
      [56, -60],
      [44, 30],
      [48, 110],
      [36, 152],
      [-4, 168],
      [-44, 150],
    ]),
    8,
  );
  for (const o of [5, 9, 13])
    p.shape(
      sole.map(([a, b]): Point => [a + o, b + o]),
      "#1c1410",
      0.09,
    );
  p.shape(sole, tone(c, -0.35));
  const inner = sole.map(([a, b]): Point => [x + (a - x) * 0.9, y + (b - y) * 0.95]);
  p.shape(
    inner,
    p.linear(
      [x - 50, y - 150],
      [x + 50, y + 160],
      [
        [0, "#cbbb9f"],
        [0.6, "#efe5d2"],
        [1, "#d9cbb2"],
      ],
    ),
  );
  const upper = curve(
    turn([
      [-60, 8],
      [-66, -80],
      [-44, -152],
      [8, -174],
      [54, -138],
      [64, -60],
      [54, 12],
      [0, -22],
      [-60, 8],
    ]),
    8,
  );
  p.shape(
    upper.map(([a, b]): Point => [a + 3, b + 8]),
    "#1c1410",
    0.24,
  );
  cloth(p, upper, c, [], false);
  p.clip(polygon(upper), () => {
    for (let k = -9; k < 10; k++)
      p.line(
        `M${x - 120 + k * 26} ${y - 190}l230 230M${x + 120 + k * 26} ${y - 190}l-230 230`,
        tone(c, -0.6),
        2,
        0.34,
      );
  });
  p.line(polygon(upper.slice(48), false), tone(c, 0.4), 8);
}
