/** Draws the down sleeping roll. */
import { tone } from "../../colour.ts";
import { num, polygon, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { BRASS, type Look, WALNUT } from "../parts/look.ts";

export const downSleepingRoll: Look = { rise: 0.3, draw: (p, x, y, c) => roll(p, x, y, c) };

function roll(p: Pen, x: number, y: number, c: string): void {
  const [w, r] = [300, 88];
  const [cx, cy] = p.at(x, y, r);
  p.cast([
    [x - w / 2, y - 40, 0],
    [x + w / 2, y - 40, 0],
    [x - w / 2, y + 60, 0],
    [x + w / 2, y + 60, 0],
    [x - w / 2, y, r * 2],
    [x + w / 2, y, r * 2],
  ]);
  p.contact(x, y + 20, w * 0.52, 70, 0.9);
  const d = roundedRect(cx + 10, cy, w, r * 2, 30);
  p.shape(
    d,
    p.linear(
      [0, cy - r],
      [0, cy + r],
      [
        [0, tone(c, 0.1)],
        [0.2, tone(c, 0.26)],
        [0.5, c],
        [0.85, tone(c, -0.46)],
        [1, tone(c, -0.36)],
      ],
    ),
  );
  for (let k = -2; k < 4; k++)
    for (const v of [12, 6])
      p.line(`M${cx + k * 44} ${cy - r + 2}q${18} ${r} 0 ${r * 2 - 4}`, tone(c, -0.7), v, 0.12);
  p.ellipse(
    cx - w / 2 + 16,
    cy,
    40,
    r,
    p.linear(
      [cx - w / 2 - 24, cy - r],
      [cx - w / 2 + 50, cy + r],
      [
        [0, tone(c, 0.3)],
        [1, tone(c, -0.22)],
      ],
    ),
  );
  let spiral = "";
  for (let k = 0; k < 90; k++) {
    const a = k * 0.21;
    const s = 1 - k / 96;
    spiral += `${k ? "L" : "M"}${num(cx - w / 2 + 16 + Math.cos(a) * 36 * s)} ${num(cy + Math.sin(a) * (r - 8) * s)}`;
  }
  p.line(spiral, "#d59a4f", 6, 0.9);
  for (const u of [-40, 86]) {
    p.line(`M${cx + u} ${cy - r}q20 ${r} 0 ${r * 2}`, WALNUT, 17);
    p.fill(polygon(roundedRect(cx + u + 8, cy - 24, 26, 34, 4)), BRASS);
  }
}
