/** Draws the open net market bag. */
import { tone } from "../../colour.ts";
import { type Point, polygon } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import type { Look } from "../parts/look.ts";
import { ground } from "./parts.ts";

export const openNetMarketBag: Look = {
  rise: 0.2,
  alone: true,
  draw: (p, x, y, c) => net(p, x, y, c),
};

function net(p: Pen, x: number, y0: number, c: string): void {
  const y = y0 * p.rise;
  ground(p, x, y, 110, 220);
  p.line(
    `M${x - 100} ${y - 190}C${x - 60} ${y - 470} ${x + 70} ${y - 470} ${x + 104} ${y - 190}`,
    tone(c, -0.3),
    9,
  );
  p.see([x, y - 410]);
  const fruit: [number, number, number, string][] = [
    [-62, -52, 48, "#d9772b"],
    [52, -50, 50, "#e2b23a"],
    [-4, -44, 46, "#c9483f"],
    [-70, -130, 44, "#b7b85a"],
    [66, -136, 46, "#d9772b"],
    [0, -126, 50, "#e7c24d"],
    [-26, -190, 42, "#c9483f"],
    [42, -196, 40, "#9fae54"],
  ];
  for (const [dx, dy, r, t] of fruit)
    p.ellipse(
      x + dx,
      y + dy,
      r,
      r,
      p.radial([x + dx - r * 0.35, y + dy - r * 0.4], r * 1.5, [
        [0, tone(t, 0.5)],
        [0.3, t],
        [0.75, tone(t, -0.35)],
        [1, tone(t, -0.6)],
      ]),
    );
  const at = (u: number, v: number): Point => {
    const r = 88 + 46 * Math.sin(Math.min(1, v * 1.25) * 2.4);
    return [x + Math.sin(u) * r, y - 232 + v * 236 + Math.cos(u) * 12 * (1 - v)];
  };
  for (let k = -7; k <= 7; k++)
    for (const s of [-1, 1]) {
      const line = Array.from(
        { length: 19 },
        (_, i): Point => at(Math.max(-1.57, Math.min(1.57, k * 0.28 + s * (i / 18) * 1.3)), i / 18),
      );
      p.line(polygon(line, false), tone(c, -0.6), 3.4, 0.35);
      p.line(
        polygon(
          line.map(([a, b]): Point => [a - 0.8, b - 0.8]),
          false,
        ),
        c,
        2.4,
      );
    }
  for (const [w, t] of [
    [14, tone(c, -0.35)],
    [8, c],
  ] as const)
    p.line(
      polygon(
        Array.from({ length: 17 }, (_, i) => at(-1.57 + i * 0.196, 0)),
        false,
      ),
      t,
      w,
    );
}
