/** Draws the gingham picnic mat. */
import { tone } from "../../colour.ts";
import { num, polygon, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { folded } from "../parts/cloth.ts";
import { BRASS, type Look, WALNUT } from "../parts/look.ts";

export const ginghamPicnicMat: Look = { rise: 0.42, draw: (p, x, y, c) => mat(p, x, y, c) };

function mat(p: Pen, x: number, y: number, c: string): void {
  folded(p, x, y, 330, 250, 3, 22, "#f1e9da");
  p.plane(x + 0, y, 66, 0.16, () =>
    p.clip(polygon(roundedRect(0, 0, 328, 250, 9)), () => {
      for (let k = -5; k < 6; k++) {
        p.fill(`M${k * 44 - 11} -130h22v260h-22Z`, c, 0.55);
        p.fill(`M-170 ${k * 44 - 11}v22h340v-22Z`, c, 0.55);
      }
    }),
  );
  for (const u of [-90, 84]) {
    p.plane(x, y, 67, 0.16, () => p.fill(`M${u - 11} -126h22v252h-22Z`, WALNUT));
    const [a, b] = p.at(
      x + u * Math.cos(0.16) - 125 * Math.sin(0.16),
      y + u * Math.sin(0.16) + 125 * Math.cos(0.16),
      66,
    );
    p.fill(`M${num(a - 11)} ${num(b)}h22v${num(64 * p.drop)}h-22Z`, tone(WALNUT, -0.25));
    p.fill(polygon(roundedRect(a, b + 22, 30, 20, 3)), BRASS);
  }
}
