/** Draws the soban tray table. */
import { tone } from "../../colour.ts";
import { type Point, polygon } from "../../geometry.ts";
import { tube } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

export const sobanTrayTable: Look = {
  rise: 0.36,
  alone: true,
  draw: (p, x, y, c) => {
    for (const [a, b] of [
      [-92, -40],
      [92, -40],
      [-104, 52],
      [104, 52],
    ] as const)
      tube(
        p,
        [
          p.at(x + a, y + b, 128),
          p.at(x + a * 1.12, y + b * 1.1, 70),
          p.at(x + a * 0.98, y + b, 0),
        ],
        [9, 8, 6],
        c,
      );
    const o = (w: number): Point[] =>
      Array.from(
        { length: 12 },
        (_, k): Point => [
          x + Math.cos((k / 12) * 6.283 + 0.26) * w,
          y + Math.sin((k / 12) * 6.283 + 0.26) * w * 0.8,
        ],
      );
    p.cast(o(170).map(([a, b]) => [a, b, 140]));
    for (const [a, b] of [
      [-104, 52],
      [104, 52],
      [-92, -40],
      [92, -40],
    ] as const)
      p.contact(x + a, y + b, 9);
    slab(p, o(164), 126, 136, c);
    slab(p, o(172), 136, 150, tone(c, 0.06));
    const lid = o(162).map(([a, b]) => p.at(a, b, 148));
    p.fill(
      polygon(lid),
      p.linear(
        [x - 150, 0],
        [x + 150, 0],
        [
          [0, tone(c, -0.36)],
          [0.5, tone(c, -0.1)],
          [1, tone(c, 0.12)],
        ],
      ),
    );
  },
};

function slab(
  p: Parameters<Look["draw"]>[0],
  outline: Point[],
  low: number,
  high: number,
  colour: string,
): void {
  for (const [k, a] of outline.entries()) {
    const b = outline[(k + 1) % outline.length] ?? a;
    const nx = (b[1] - a[1]) / Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (a[0] - b[0] <= 0) continue;
    p.shape(
      [
        p.at(a[0], a[1], low),
        p.at(b[0], b[1], low),
        p.at(b[0], b[1], high),
        p.at(a[0], a[1], high),
      ],
      tone(colour, -0.28 - nx * 0.36),
    );
  }
  p.shape(
    outline.map(([a, b]) => p.at(a, b, high)),
    tone(colour, 0.14),
  );
}
