/** Draws the resin fountain pen. */
import { tone } from "../../colour.ts";
import { polygon, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { BRASS, INK, type Look } from "../parts/look.ts";

export const resinFountainPen: Look = {
  rise: 0.9,
  alone: true,
  draw: (p, x, y, c) => {
    p.sun = [0.5, 0.5];
    turnedPen(p, x, y, c, true);
  },
};

function turnedPen(p: Pen, x: number, y: number, c: string, nib: boolean): void {
  const part = (x0: number, x1: number, r0: number, r1: number, t: string, dy = 0): void => {
    const yy = y + dy;
    p.shape(
      [
        [x0, yy - r0],
        [x1, yy - r1],
        [x1, yy + r1],
        [x0, yy + r0],
      ],
      p.linear(
        [0, yy - r0],
        [0, yy + r0],
        [
          [0, tone(t, -0.1)],
          [0.2, tone(t, 0.1)],
          [0.28, tone(t, 0.7)],
          [0.36, tone(t, 0.1)],
          [0.7, tone(t, -0.35)],
          [1, tone(t, -0.6)],
        ],
      ),
    );
  };
  for (const o of [5, 8, 11]) {
    p.fill(polygon(roundedRect(x + o, y - 30 + o + 6, 296, 24, 12)), "#1c1410", 0.08);
    p.fill(polygon(roundedRect(x + 30 + o, y + 40 + o + 6, 150, 26, 12)), "#1c1410", 0.08);
  }
  if (nib) {
    p.shape(
      [
        [x - 176, y - 29],
        [x - 136, y - 38],
        [x - 128, y - 30],
        [x - 136, y - 22],
      ],
      p.linear(
        [0, y - 38],
        [0, y - 22],
        [
          [0, tone(BRASS, 0.6)],
          [1, tone(BRASS, -0.3)],
        ],
      ),
    );
    p.line(`M${x - 174} ${y - 29.6}L${x - 144} ${y - 30}`, INK, 1);
  }
  part(x - 134, x - 94, 9, 11, INK, -30);
  part(x - 94, x - 88, 12.4, 12.4, BRASS, -30);
  part(x - 88, x + 128, 12.6, 11, c, -30);
  part(x + 128, x + 134, 11, 11, BRASS, -30);
  part(x + 134, x + 152, 10.4, 5, c, -30);
  part(x - 52, x - 44, 13.6, 13.6, BRASS, 42);
  part(x - 44, x + 86, 14, 13, c, 42);
  part(x + 86, x + 104, 12.6, 7, c, 42);
  p.line(`M${x + 88} ${y + 38}H${x - 8}`, tone(BRASS, 0.2), 4.6);
  p.ellipse(x - 8, y + 38, 4.4, 4.4, tone(BRASS, 0.4));
  for (let k = 0; k < 26; k++)
    p.ellipse(
      x - 80 + p.random() * 200,
      y - 38 + p.random() * 16,
      5 + p.random() * 9,
      1.4,
      tone(c, p.random() * 0.7 - 0.2),
      0.24,
    );
}
