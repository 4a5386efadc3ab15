/** Draws the brass triangle ruler. */
import { tone } from "../../colour.ts";
import { type Point, polygon } from "../../geometry.ts";
import type { Look } from "../parts/look.ts";

export const brassTriangleRuler: Look = {
  rise: 0.9,
  alone: true,
  draw: (p, x, y, c) => {
    const t: Point[] = [
      [x - 150, y + 100],
      [x + 150, y + 100],
      [x - 150, y - 110],
    ];
    const hole: Point[] = [
      [x - 112, y + 66],
      [x + 20, y + 66],
      [x - 112, y - 26],
    ];
    const d = (o: number): string =>
      polygon(t.map(([a, b]): Point => [a + o, b + o])) +
      polygon(hole.map(([a, b]): Point => [a + o, b + o]));
    for (const o of [4, 7, 10]) p.fill(d(o), "#1c1410", 0.09, 'fill-rule="evenodd"');
    for (const q of t) p.see(q);
    p.fill(
      d(0),
      p.linear(
        [x - 150, y - 100],
        [x + 60, y + 140],
        [
          [0, tone(c, 0.35)],
          [0.3, tone(c, -0.05)],
          [0.5, tone(c, 0.5)],
          [0.62, tone(c, 0)],
          [1, tone(c, -0.25)],
        ],
      ),
      1,
      'fill-rule="evenodd"',
    );
    for (let k = 0; k < 55; k++)
      p.line(`M${x - 140 + k * 5} ${y + 99}v${k % 5 ? -6 : -12}`, tone(c, -0.85), 0.9);
    for (let k = 0; k < 38; k++)
      p.line(`M${x - 149} ${y + 92 - k * 5}h${k % 5 ? 5 : 10}`, tone(c, -0.85), 0.9);
  },
};
