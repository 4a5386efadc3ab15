/** Draws the lavender sachet pair. */
import { tone } from "../../colour.ts";
import type { Point } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { sprig } from "../../plants.ts";
import type { Look } from "../parts/look.ts";

export const lavenderSachetPair: Look = {
  rise: 0.24,
  alone: false,
  draw: (p, x, y0, c) => {
    const y = y0 * p.rise;
    for (const [dx, dy, t] of [
      [-44, -6, c],
      [44, 10, "#e9dfcb"],
    ] as const) {
      const [a, b] = [x + dx, y + dy];
      p.contact(a, b / p.rise, 46, 26);
      p.cast([
        [a - 44, b / p.rise, 0],
        [a + 44, b / p.rise, 0],
        [a - 20, b / p.rise, 120],
        [a + 20, b / p.rise, 120],
      ]);
      const d: Point[] = [
        [a - 9, b - 92],
        [a - 34, b - 70],
        [a - 52, b - 30],
        [a - 44, b - 2],
        [a, b + 5],
        [a + 44, b - 2],
        [a + 52, b - 30],
        [a + 34, b - 70],
        [a + 9, b - 92],
        [a + 26, b - 132],
        [a + 8, b - 124],
        [a - 6, b - 134],
        [a - 28, b - 128],
      ];
      sprig(p, [a + 2, b - 96], [a + 22, b - 176], 7, 18, "#8a86b0", `lav${dx}`, "#8f7fb8");
      soften(p, d, t);
      p.line(`M${a - 12} ${b - 92}Q${a} ${b - 86} ${a + 12} ${b - 92}`, "#b9694a", 6);
      p.line(`M${a + 2} ${b - 90}q16 14 8 34M${a - 2} ${b - 90}q-14 12 -10 28`, "#b9694a", 2.6);
      p.ellipse(a, b - 34, 12, 12, tone(t, -0.3), 0.6);
    }
  },
};

function soften(p: Pen, d: Point[], t: string): void {
  p.shape(
    d,
    p.linear(
      [d[2]?.[0] ?? 0, 0],
      [d[6]?.[0] ?? 1, 0],
      [
        [0, tone(t, -0.1)],
        [0.25, tone(t, 0.18)],
        [0.6, tone(t, -0.08)],
        [1, tone(t, -0.4)],
      ],
    ),
  );
  const [x, y] = [(d[0]?.[0] ?? 0) + 9, d[0]?.[1] ?? 0];
  for (const k of [-26, -10, 8, 24])
    p.line(
      `M${x + k * 0.25} ${y + 6}Q${x + k * 0.8} ${y + 24} ${x + k} ${y + 48}`,
      tone(t, -0.6),
      2,
      0.28,
    );
}
