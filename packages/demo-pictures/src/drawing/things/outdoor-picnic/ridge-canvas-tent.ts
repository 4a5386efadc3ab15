/** Draws the ridge canvas tent. */
import { tone } from "../../colour.ts";
import { num, type Point, polygon } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { type Look, WOOD } from "../parts/look.ts";

export const ridgeCanvasTent: Look = {
  rise: 0.24,
  alone: true,
  focus: [0.42, 0.6],
  draw: (p, x, y, c) => tent(p, x, y, c),
};

function tent(p: Pen, x: number, y: number, c: string): void {
  const [w, d, h] = [1100, 700, 1000];
  const q = (a: number, b: number, z: number): Point => p.at(x + a, y + b, z);
  p.cast(
    [
      [x - w + 340, y + d - 40, 0],
      [x + w * 0.7, y + d - 40, 0],
      [x + w + 240, y - d, 0],
      [x + 460, y - d, 800],
    ],
    0.9,
  );
  const k = 340;
  const A = q(-w + k, d, 0);
  const B = q(w * 0.62 + k * 0.2, d, 0);
  const T = q(-60, d, h * 1.3);
  const C = q(w + 260, -d, 0);
  const T2 = q(520, -d, h * 1.3);
  p.shape(
    [B, T, T2, C],
    p.linear(T, C, [
      [0, tone(c, -0.2)],
      [0.5, tone(c, -0.34)],
      [1, tone(c, -0.5)],
    ]),
  );
  for (const s of [0.3, 0.62])
    p.line(
      `M${num(T[0] + (T2[0] - T[0]) * s)} ${num(T[1] + (T2[1] - T[1]) * s)}Q${num((T[0] + B[0]) / 2 + (C[0] - B[0]) * s)} ${num((T[1] + B[1]) / 2 + (C[1] - B[1]) * s + 40)} ${num(B[0] + (C[0] - B[0]) * s)} ${num(B[1] + (C[1] - B[1]) * s)}`,
      tone(c, -0.7),
      7,
      0.5,
    );
  p.shape(
    [A, T, B],
    p.linear(A, B, [
      [0, tone(c, 0.24)],
      [0.5, tone(c, 0.06)],
      [1, tone(c, -0.12)],
    ]),
  );
  const M: Point = [(A[0] + B[0]) / 2 - 20, A[1]];
  p.shape(
    [
      [M[0] - 250, M[1]],
      [T[0], T[1] + 190],
      [M[0] + 250, M[1]],
    ],
    p.linear(
      [M[0], T[1]],
      [M[0], M[1]],
      [
        [0, "#2a2019"],
        [0.6, "#4a3524"],
        [1, "#8a6338"],
      ],
    ),
  );
  p.ellipse(
    M[0],
    M[1] - 110,
    210,
    170,
    p.radial([M[0], M[1] - 110], 210, [
      [0, "#ffd98a", 0.75],
      [0.5, "#ffcf7a", 0.25],
      [1, "#ffcf7a", 0],
    ]),
  );
  p.clip(
    polygon([
      [M[0] - 250, M[1]],
      [T[0], T[1] + 190],
      [M[0] + 250, M[1]],
    ]),
    () => {
      p.ellipse(M[0] + 60, M[1] - 4, 130, 34, "#d9c3a0");
      p.ellipse(M[0] + 60, M[1] - 44, 84, 46, "#e9dfcb");
      p.ellipse(M[0] - 90, M[1] - 40, 22, 34, "#ffe9ae");
    },
  );
  for (const s of [-1, 1])
    p.shape(
      [
        [M[0] + s * 250, M[1]],
        [T[0], T[1] + 190],
        [M[0] + s * 330, M[1] - 60],
        [M[0] + s * 350, M[1]],
      ],
      p.linear(
        [M[0] + s * 240, 0],
        [M[0] + s * 350, 0],
        [
          [0, tone(c, 0.4)],
          [1, tone(c, -0.1)],
        ],
      ),
    );
  p.line(`M${num(T[0])} ${num(T[1])}V${num(T[1] - 50)}`, WOOD, 16);
  p.line(`M${num(T2[0])} ${num(T2[1])}V${num(T2[1] - 44)}`, WOOD, 13);
  for (const [f, g] of [
    [T, [A[0] - 320, A[1] + 30]],
    [T2, [C[0] + 180, C[1] + 20]],
  ] as [Point, Point][]) {
    p.line(`M${num(f[0])} ${num(f[1])}L${num(g[0])} ${num(g[1])}`, "#efe6d4", 4.5);
    p.line(`M${num(g[0])} ${num(g[1] + 10)}l10 -50`, WOOD, 12);
    p.see(g);
  }
  for (let i = 0; i < 9; i++) {
    const u = i / 8;
    const bx = A[0] - 320 + (T[0] - A[0] + 320) * u;
    const by = A[1] + 30 + (T[1] - A[1] - 30) * u + Math.sin(u * 3.14) * 30;
    if (i > 1 && i < 8)
      p.shape(
        [
          [bx - 24, by],
          [bx + 24, by - 12],
          [bx + 6, by + 44],
        ],
        ["#c2603a", "#e3b95f", "#7f9382", "#e9dfcb"][i % 4] ?? c,
      );
  }
}
