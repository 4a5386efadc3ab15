/** Draws the easel desk calendar. */
import { tone } from "../../colour.ts";
import { num, type Point } from "../../geometry.ts";
import { INK, type Look } from "../parts/look.ts";

export const easelDeskCalendar: Look = {
  rise: 0.26,
  alone: false,
  draw: (p, x, y, c) => {
    const [w, h] = [170, 150];
    p.cast([
      [x - 85, y - 40, 0],
      [x + 85, y - 40, 0],
      [x - 85, y + 36, 0],
      [x + 85, y + 36, 0],
      [x - 85, y, h],
      [x + 85, y, h],
    ]);
    const A = p.at(x - w / 2, y + 40, 0);
    const B = p.at(x + w / 2, y + 40, 0);
    const C = p.at(x + w / 2, y, h);
    const D = p.at(x - w / 2, y, h);
    p.shape([B, C, p.at(x + w / 2 - 2, y - 44, 0)], tone(c, -0.5));
    p.shape(
      [A, B, C, D],
      p.linear(D, B, [
        [0, "#fbf6ec"],
        [1, "#e6dcc9"],
      ]),
    );
    const at = (u: number, v: number): Point => [
      D[0] + (B[0] - A[0]) * u,
      D[1] + (A[1] - D[1]) * v,
    ];
    p.shape([at(0, 0), at(1, 0), at(1, 0.3), at(0, 0.3)], c);
    const [sx, sy] = at(0.14, 0.16);
    p.ellipse(sx, sy, 11, 11, "#f6efe0", 0.95);
    for (let r = 0; r < 5; r++)
      for (let k = 0; k < 7; k++) {
        const [dx, dy] = at(0.12 + k * 0.127, 0.42 + r * 0.115);
        if (r === 2 && k === 4) p.ellipse(dx, dy, 6.4, 6.4, "#d56a35");
        p.ellipse(dx, dy, 2.6, 2.6, k === 0 ? "#c2603a" : r === 2 && k === 4 ? "#fff" : INK, 0.85);
      }
    for (let k = 0; k < 16; k++) {
      const [rx, ry] = at(0.05 + k * 0.06, 0.02);
      p.line(`M${num(rx)} ${num(ry + 5)}c-3 -4 -3 -13 2 -13s4 8 2 13`, "#55504c", 1.8);
    }
  },
};
