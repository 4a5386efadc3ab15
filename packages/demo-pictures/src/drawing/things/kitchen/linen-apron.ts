/** Draws the linen apron. */
import { tone } from "../../colour.ts";
import { type Point, polygon, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { cloth } from "../parts/cloth.ts";
import type { Look } from "../parts/look.ts";

export const linenApron: Look = {
  rise: 0.86,
  alone: true,
  focus: [0.5, 0.3],
  draw: (p, x, y, c) => apron(p, x, y, c),
};

function apron(p: Pen, x: number, y: number, c: string): void {
  p.line(
    `M${x - 62} ${y - 190}C${x - 80} ${y - 290} ${x + 80} ${y - 290} ${x + 62} ${y - 190}`,
    tone(c, -0.2),
    13,
  );
  for (const s of [-1, 1])
    p.line(
      `M${x + s * 140} ${y - 40}C${x + s * 210} ${y - 30} ${x + s * 180} ${y + 50} ${x + s * 224} ${y + 80}`,
      tone(c, -0.25),
      11,
    );
  const body: Point[] = [
    [x - 72, y - 200],
    [x + 72, y - 200],
    [x + 84, y - 120],
    [x + 144, y - 54],
    [x + 152, y + 236],
    [x - 152, y + 236],
    [x - 144, y - 54],
    [x - 84, y - 120],
  ];
  p.shape(
    body.map(([a, b]): Point => [a + 8, b + 12]),
    "#1c1410",
    0.2,
  );
  cloth(
    p,
    body,
    c,
    [
      [
        [x - 90, y - 30],
        [x - 110, y + 100],
        [x - 98, y + 230],
      ],
      [
        [x + 70, y - 60],
        [x + 104, y + 80],
        [x + 86, y + 230],
      ],
      [
        [x - 10, y + 100],
        [x + 8, y + 170],
        [x - 4, y + 232],
      ],
    ],
    false,
  );
  p.line(
    polygon(body.map(([a, b]): Point => [x + (a - x) * 0.95, y + (b - y) * 0.965])),
    tone(c, 0.5),
    1.6,
    0.5,
    'stroke-dasharray="5 4"',
  );
  cloth(p, roundedRect(x, y + 60, 170, 100, 6), tone(c, 0.06), [], false);
  p.line(
    `M${x - 78} ${y + 18}H${x + 78}M${x} ${y + 12}V${y + 108}`,
    tone(c, 0.5),
    1.6,
    0.55,
    'stroke-dasharray="5 4"',
  );
}
