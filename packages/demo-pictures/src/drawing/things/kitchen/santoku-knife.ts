/** Draws the santoku knife. */
import { tone } from "../../colour.ts";
import { type Point, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { prism } from "../../solid.ts";
import { BRASS, type Look, WOOD } from "../parts/look.ts";

export const santokuKnife: Look = {
  rise: 0.9,
  alone: true,
  draw: (p, x, y, c) => knife(p, x, y, c),
};

function knife(p: Pen, x: number, y: number, c: string): void {
  const blade: Point[] = [
    [x - 190, y - 4],
    [x - 176, y - 22],
    [x - 130, y - 30],
    [x + 10, y - 30],
    [x + 10, y + 18],
    [x - 120, y + 19],
    [x - 168, y + 10],
  ];
  const cuts = blade.map(([a, b]): Point => [a + 8, b + 12]);
  prism(p, roundedRect(x - 20, y + 20, 380, 150, 10, 0), 0, 14, { colour: WOOD });
  p.shape(cuts, "#1c1410", 0.25);
  p.shape(
    blade,
    p.linear(
      [x - 100, y - 30],
      [x - 92, y + 20],
      [
        [0, "#8d9296"],
        [0.1, "#e9ebec"],
        [0.5, "#b4b9bd"],
        [0.62, "#d5d8da"],
        [1, "#f4f5f5"],
      ],
    ),
  );
  p.line(`M${x - 166} ${y + 2}Q${x - 80} ${y + 9} ${x + 10} ${y + 4}`, "#ffffff", 1.4, 0.7);
  p.shape(
    roundedRect(x + 88, y - 2, 160, 32, 12).map(([a, b]): Point => [a + 6, b + 10]),
    "#1c1410",
    0.25,
  );
  p.shape(
    roundedRect(x + 14, y - 6, 16, 38, 3),
    p.linear(
      [0, y - 26],
      [0, y + 14],
      [
        [0, "#e9ebec"],
        [1, "#84898d"],
      ],
    ),
  );
  p.shape(
    roundedRect(x + 92, y - 5, 146, 33, 12),
    p.linear(
      [0, y - 22],
      [0, y + 12],
      [
        [0, tone(c, 0.3)],
        [0.4, c],
        [1, tone(c, -0.5)],
      ],
    ),
  );
  for (const k of [0, 1, 2]) p.ellipse(x + 46 + k * 44, y - 5, 5, 5, BRASS);
}
