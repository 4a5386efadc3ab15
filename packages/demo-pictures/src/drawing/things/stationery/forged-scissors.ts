/** Draws the forged scissors. */
import { tone } from "../../colour.ts";
import { num, type Point } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { BRASS, type Look } from "../parts/look.ts";

export const forgedScissors: Look = {
  rise: 0.9,
  alone: true,
  draw: (p, x, y, c) => scissors(p, x, y, c),
};

function scissors(p: Pen, x: number, y: number, c: string): void {
  for (const pass of [0, 1])
    for (const s of [-1, 1]) {
      const o = pass ? 0 : 8;
      const m = (u: number, v: number): Point => [x + u * s + v * 0 + o, y + v + o];
      const blade = [m(-3, 10), m(13, 0), m(40, -150), m(36, -176), m(22, -140)];
      p.shape(
        blade,
        pass
          ? p.linear(
              [x, 0],
              [x + 44 * s, 0],
              [
                [0, "#8f9498"],
                [0.5, "#e6e8e9"],
                [1, "#aab0b4"],
              ],
            )
          : "#1c1410",
        pass ? 1 : 0.2,
      );
      const [cx, cy] = m(-42, 108);
      const loop = `M${num(m(4, 0)[0])} ${num(m(4, 0)[1])}C${num(m(-8, 40)[0])} ${num(m(-8, 40)[1])} ${num(m(-14, 50)[0])} ${num(m(-14, 50)[1])} ${num(m(-24, 66)[0])} ${num(m(-24, 66)[1])}`;
      p.line(loop, pass ? c : "#1c1410", 15, pass ? 1 : 0.2);
      for (const [w, t] of [
        [15, tone(c, -0.4)],
        [11, c],
        [4, tone(c, 0.4)],
      ] as const)
        p.body.push(
          `<ellipse cx="${num(cx - (pass && w < 15 ? 1 : 0))}" cy="${num(cy)}" rx="29" ry="44" fill="none" stroke="${pass ? t : "#1c1410"}" stroke-opacity="${pass ? 1 : 0.08}" stroke-width="${w}"/>`,
        );
      p.see([cx + s * -40, cy + 56]);
    }
  p.ellipse(
    x,
    y + 2,
    8,
    8,
    p.linear(
      [x - 8, y - 6],
      [x + 8, y + 8],
      [
        [0, tone(BRASS, 0.6)],
        [1, tone(BRASS, -0.3)],
      ],
    ),
  );
  p.line(`M${x - 5} ${y + 2}h10`, tone(BRASS, -0.7), 1.4);
}
