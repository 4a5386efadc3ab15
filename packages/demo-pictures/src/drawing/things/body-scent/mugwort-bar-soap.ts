/** Draws the mugwort bar soap. */
import { tone } from "../../colour.ts";
import { polygon, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { box } from "../../solid.ts";
import { type Look, WOOD } from "../parts/look.ts";

export const mugwortBarSoap: Look = {
  rise: 0.42,
  draw: (p, x, y, c) => {
    box(p, x, y, 0, [104, 74, 10], { colour: WOOD, radius: 8, yaw: -0.16 });
    p.plane(x, y, 10, -0.16, () => {
      for (const k of [-2, -1, 0, 1, 2]) p.line(`M${k * 16} -30V30`, tone(WOOD, -0.6), 3, 0.6);
    });
    box(p, x, y, 11, [84, 56, 27], { colour: c, radius: 12, yaw: -0.1, shine: 0.28 });
    p.plane(x, y, 38, -0.1, () => {
      p.line(polygon(roundedRect(0, 0, 62, 36, 8)), tone(c, -0.35), 1.4, 0.6);
      p.ellipse(0, 0, 10, 10, tone(c, -0.25), 0.7);
      p.ellipse(4, -2, 9, 9, tone(c, 0.06));
      for (let k = 0; k < 26; k++)
        p.ellipse(p.random() * 76 - 38, p.random() * 48 - 24, 0.8, 0.8, "#4d5a3a", 0.6);
    });
    for (const [dx, dy, r] of [
      [-70, 40, 9],
      [-58, 50, 5],
      [-78, 52, 4],
    ] as const)
      bubble(p, x + dx, y + dy, r);
  },
};

function bubble(p: Pen, x: number, y: number, r: number): void {
  const [a, b] = p.at(x, y, r);
  p.ellipse(
    a,
    b,
    r,
    r,
    p.radial([a - r * 0.3, b - r * 0.3], r * 1.3, [
      [0, "#ffffff", 0.5],
      [0.6, "#ffffff", 0.12],
      [0.9, "#ffffff", 0.6],
      [1, "#ffffff", 0.2],
    ]),
  );
}
