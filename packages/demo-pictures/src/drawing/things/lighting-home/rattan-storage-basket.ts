/** Draws the rattan storage basket. */
import { tone } from "../../colour.ts";
import { rings } from "../../decor.ts";
import { num, polygon } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import { tube } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

export const rattanStorageBasket: Look = {
  draw: (p, x, y, c) => {
    for (const s of [-1, 1]) {
      const [a, b] = p.at(x + s * 148, y, 210);
      tube(
        p,
        [
          [a - 4 * s, b + 14],
          [a + 34 * s, b - 6],
          [a + 34 * s, b + 46],
          [a - 6 * s, b + 52],
        ],
        [8, 8, 8, 8],
        tone(c, -0.2),
      );
    }
    const s = lathe(
      p,
      x,
      y,
      [
        [124, 0, 1],
        [134, 10],
        [154, 130],
        [150, 226],
      ],
      { colour: c, finish: "matte", decor: (t) => weave(t, 15, 26) },
    );
    mouth(s, { wall: 12, depth: 150, inside: tone(c, -0.25) });
    const [cx, cy] = p.at(x, y, 232);
    p.clip(
      polygon([
        [cx - 138, cy - 160],
        [cx + 138, cy - 160],
        [cx + 138, cy + 4],
        [cx + 80, cy + 34],
        [cx - 80, cy + 34],
        [cx - 138, cy + 4],
      ]),
      () => {
        p.ellipse(
          cx - 20,
          cy + 2,
          112,
          52,
          p.linear(
            [cx - 120, cy - 50],
            [cx + 90, cy + 50],
            [
              [0, "#f4ede0"],
              [0.6, "#dccfb9"],
              [1, "#b5a68d"],
            ],
          ),
        );
        p.line(
          `M${cx - 110} ${cy - 10}Q${cx - 20} ${cy - 40} ${cx + 80} ${cy + 6}`,
          "#b5a68d",
          3,
          0.6,
        );
      },
    );
  },
};

export function weave(s: ReturnType<typeof lathe>, rows: number, columns: number): void {
  const tall = (s.high - s.low) / rows;
  for (let r = 0; r < rows; r++) {
    const z = s.low + (r + 0.5) * tall;
    for (let k = 0; k < columns; k++) {
      const a = -1.55 + (3.1 * (k + (r % 2) * 0.5)) / columns;
      const [x0, y0] = s.point(a, z);
      const [x1, y1] = s.point(Math.min(1.56, a + 2.5 / columns), z);
      s.pen.line(
        `M${num(x0)} ${num(y0)}Q${num((x0 + x1) / 2)} ${num((y0 + y1) / 2 + tall * 0.2)} ${num(x1)} ${num(y1)}`,
        tone(s.colour, 0.3 - 0.85 * Math.max(0, a + 0.35) ** 1.2 * 0.6),
        tall * 0.62,
        0.9,
      );
    }
    rings(s, [s.low + r * tall], tone(s.colour, -0.85), tall * 0.16, 0.4);
  }
}
