/** Draws the merino plaid scarf. */
import { tone } from "../../colour.ts";
import { num, type Point, polygon } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { cloth } from "../parts/cloth.ts";
import type { Look } from "../parts/look.ts";

export const merinoPlaidScarf: Look = {
  rise: 0.94,
  alone: true,
  draw: (p, x, y, c) => scarf(p, x, y, c),
};

function scarf(p: Pen, x: number, y: number, c: string): void {
  const arm = (d: Point[], yaw: number): void => {
    p.shape(
      d.map(([a, b]): Point => [a + 10, b + 11]),
      "#1c1410",
      0.2,
    );
    cloth(p, d, c, [], false);
    p.clip(polygon(d), () => {
      for (let k = -9; k < 10; k++) {
        const o = k * 44;
        p.line(`M${x - 320 + o * Math.sin(yaw) * 0} ${y + o}H${x + 320}`, tone(c, -0.5), 15, 0.3);
        p.line(`M${x - 320} ${y + o + 20}H${x + 320}`, "#f2e7d2", 3.4, 0.7);
        p.line(`M${x + o} ${y - 320}V${y + 320}`, tone(c, -0.5), 15, 0.3);
        p.line(`M${x + o + 20} ${y - 320}V${y + 320}`, "#c98a4a", 3.4, 0.7);
      }
    });
    p.fill(
      polygon(d),
      p.linear(d[0] ?? [0, 0], d[2] ?? [1, 1], [
        [0, "#fff", 0.12],
        [0.4, "#1c0f12", 0.02],
        [0.6, "#fff", 0.08],
        [1, "#1c0f12", 0.26],
      ]),
    );
  };
  const fringe = (x0: number, x1: number, yy: number): void => {
    for (let k = 0; k <= 20; k++)
      p.line(
        `M${num(x0 + ((x1 - x0) * k) / 20)} ${yy}q${(k % 3) - 1} 16 ${((k * 7) % 5) - 2} 34`,
        tone(c, 0.2 - (k % 3) * 0.2),
        3,
      );
    p.see([x0, yy + 36]);
  };
  fringe(x + 24, x + 134, y + 228);
  arm(
    [
      [x + 10, y - 150],
      [x + 120, y - 150],
      [x + 136, y + 230],
      [x + 22, y + 230],
    ],
    0,
  );
  fringe(x - 140, x - 30, y + 166);
  arm(
    [
      [x - 130, y - 130],
      [x - 20, y - 150],
      [x - 28, y + 168],
      [x - 142, y + 168],
    ],
    0,
  );
  arm(
    [
      [x - 190, y - 230],
      [x + 180, y - 244],
      [x + 196, y - 140],
      [x + 120, y - 92],
      [x - 110, y - 84],
      [x - 200, y - 130],
    ],
    0.3,
  );
}
