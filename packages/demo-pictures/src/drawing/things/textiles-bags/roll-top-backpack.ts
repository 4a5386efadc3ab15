/** Draws the roll top backpack. */
import { tone } from "../../colour.ts";
import { polygon, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { cloth } from "../parts/cloth.ts";
import { BRASS, type Look, WALNUT } from "../parts/look.ts";
import { ground } from "./parts.ts";

const STITCH = 'stroke-dasharray="6 4.5"';
export const rollTopBackpack: Look = {
  rise: 0.2,
  alone: true,
  focus: [0.5, 0.4],
  draw: (p, x, y, c) => backpack(p, x, y, c),
};

function backpack(p: Pen, x: number, y0: number, c: string): void {
  const y = y0 * p.rise;
  ground(p, x, y, 140, 400);
  for (const s of [-1, 1])
    p.line(
      `M${x + s * 96} ${y - 350}C${x + s * 190} ${y - 300} ${x + s * 186} ${y - 90} ${x + s * 138} ${y - 40}`,
      tone(c, -0.55),
      24,
    );
  cloth(
    p,
    [
      [x - 132, y - 330],
      [x - 120, y - 380],
      [x + 120, y - 380],
      [x + 132, y - 330],
      [x + 150, y - 150],
      [x + 144, y - 14],
      [x + 100, y + 4],
      [x - 100, y + 4],
      [x - 144, y - 14],
      [x - 150, y - 150],
    ],
    c,
    [
      [
        [x - 112, y - 300],
        [x - 128, y - 200],
        [x - 110, y - 170],
      ],
      [
        [x + 104, y - 300],
        [x + 124, y - 200],
        [x + 108, y - 170],
      ],
    ],
  );
  cloth(p, roundedRect(x, y - 398, 250, 62, 26), tone(c, 0.04), [], false);
  p.line(
    `M${x - 112} ${y - 388}H${x + 112}M${x - 112} ${y - 404}H${x + 112}`,
    tone(c, -0.55),
    2,
    0.5,
  );
  for (const s of [-1, 1]) {
    p.fill(polygon(roundedRect(x + s * 62, y - 300, 20, 210, 3)), WALNUT);
    p.fill(polygon(roundedRect(x + s * 62, y - 250, 34, 28, 4)), BRASS);
    p.fill(polygon(roundedRect(x + s * 62, y - 250, 20, 14, 2)), WALNUT);
  }
  cloth(p, roundedRect(x, y - 84, 226, 150, 22), tone(c, 0.05), [], false);
  p.line(polygon(roundedRect(x, y - 84, 210, 134, 18)), tone(c, 0.55), 1.8, 0.6, STITCH);
  p.line(`M${x - 108} ${y - 128}H${x + 108}`, tone(c, -0.6), 7);
  p.line(`M${x + 80} ${y - 128}q8 14 2 34`, BRASS, 5);
  p.fill(polygon(roundedRect(x, y - 64, 54, 34, 3)), "#efe6d4");
  p.ellipse(x, y - 64, 8, 8, "#c2603a");
}
