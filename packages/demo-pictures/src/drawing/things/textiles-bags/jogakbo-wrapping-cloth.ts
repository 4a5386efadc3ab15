/** Draws the jogakbo wrapping cloth. */
import { tone } from "../../colour.ts";
import { roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import type { Look } from "../parts/look.ts";

export const jogakboWrappingCloth: Look = {
  rise: 0.94,
  alone: true,
  draw: (p, x, y, c) => jogakbo(p, x, y, c),
};

function jogakbo(p: Pen, x: number, y: number, c: string): void {
  const set = [
    c,
    tone(c, 0.4),
    "#e7d9bf",
    "#c98d76",
    "#b9c4c6",
    "#d9b35f",
    "#8fa08a",
    tone(c, -0.2),
  ];
  const cells: [number, number, number, number][] = [
    [0, 0, 3, 2],
    [3, 0, 2, 3],
    [5, 0, 3, 1],
    [5, 1, 1, 3],
    [6, 1, 2, 2],
    [0, 2, 1, 3],
    [1, 2, 2, 2],
    [3, 3, 2, 1],
    [6, 3, 2, 2],
    [1, 4, 3, 1],
    [4, 4, 2, 2],
    [0, 5, 2, 3],
    [2, 5, 2, 1],
    [2, 6, 3, 2],
    [5, 6, 1, 2],
    [4, 6, 1, 1],
    [6, 5, 2, 3],
  ];
  const a = 0.1;
  for (const o of [4, 8, 12]) p.shape(roundedRect(x + o, y + o, 402, 402, 3, a), "#1c1410", 0.07);
  p.shape(roundedRect(x, y, 400, 400, 3, a), tone(c, 0.2));
  p.turned([Math.cos(a), Math.sin(a), -Math.sin(a), Math.cos(a), x, y], () => {
    for (const [k, [u, v, w, h]] of cells.entries()) {
      const t = set[(k * 5) % set.length] ?? c;
      p.fill(
        `M${-200 + u * 50} ${-200 + v * 50}h${w * 50}v${h * 50}h${-w * 50}Z`,
        p.linear(
          [-200 + u * 50, -200 + v * 50],
          [-200 + (u + w) * 50, -200 + (v + h) * 50],
          [
            [0, tone(t, 0.2)],
            [1, tone(t, -0.06)],
          ],
        ),
      );
      p.line(
        `M${-200 + u * 50} ${-200 + v * 50}h${w * 50}v${h * 50}h${-w * 50}Z`,
        tone(t, -0.55),
        2.6,
        0.4,
      );
      p.line(
        `M${-197 + u * 50} ${-197 + v * 50}h${w * 50 - 6}v${h * 50 - 6}h${-w * 50 + 6}Z`,
        "#fff8ea",
        1.2,
        0.7,
        'stroke-dasharray="4 3"',
      );
    }
    p.fill("M-200 -200H-60L-120 200H-200Z", "#ffffff", 0.08);
    p.fill("M60 -200H140L80 200H0Z", "#1c0f12", 0.045);
  });
}
