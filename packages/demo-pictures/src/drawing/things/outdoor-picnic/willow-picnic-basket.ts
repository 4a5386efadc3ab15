/** Draws the willow picnic basket. */
import { tone } from "../../colour.ts";
import { num, type Point, polygon, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { box, tube } from "../../solid.ts";
import { BRASS, type Look, WALNUT } from "../parts/look.ts";

export const willowPicnicBasket: Look = {
  rise: 0.36,
  alone: true,
  draw: (p, x, y, c) => basket(p, x, y, c),
};

function basket(p: Pen, x: number, y: number, c: string): void {
  const q = (a: number, b: number, z: number): Point => p.at(x + a, y + b, z);
  box(p, x, y, 0, [380, 240, 180], { colour: tone(c, -0.15), radius: 20 });
  const [L] = q(-186, 120, 0);
  const [R] = q(186, 120, 0);
  const [, T] = q(0, 120, 180);
  const [, B] = q(0, 120, 0);
  for (let r = 0; r < 12; r++)
    for (let k = 0; k < 24; k++) {
      const a = L + ((R - L) * (k + (r % 2) * 0.5 - 0.25)) / 24;
      const b = T + ((B - T) * (r + 0.5)) / 12;
      if (a < L || a + 18 > R + 4) continue;
      p.line(
        `M${num(a)} ${num(b)}q8 ${r % 2 ? 4 : -4} 17 0`,
        tone(c, 0.26 - (k / 24) * 0.5),
        9.5,
        0.95,
      );
    }
  box(p, x, y, 180, [396, 256, 20], { colour: c, radius: 22, shadow: false });
  p.plane(x, y, 200, 0, () => {
    for (let k = -17; k < 18; k++)
      p.line(`M${k * 11} -120V120`, tone(c, k % 2 ? 0.26 : -0.1), 7, 0.75);
    p.line("M0 -128V128", tone(c, -0.7), 5, 0.6);
  });
  const h = (b: number, t: string): void => {
    const u = q(-150, b, 200);
    const v = q(150, b, 200);
    tube(
      p,
      [u, [u[0] + 20, u[1] - 120], [(u[0] + v[0]) / 2, u[1] - 176], [v[0] - 20, v[1] - 120], v],
      [9, 9, 9, 9, 9],
      t,
    );
  };
  h(0, tone(c, -0.05));
  for (const s of [-1, 1]) {
    const [a, b] = q(s * 110, 128, 150);
    p.fill(polygon(roundedRect(a, b + 10, 26, 84, 4)), WALNUT);
    p.fill(polygon(roundedRect(a, b + 20, 36, 20, 3)), BRASS);
    p.fill(polygon(roundedRect(a, b + 20, 22, 9, 2)), WALNUT);
  }
}
