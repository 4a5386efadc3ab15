/** Draws the beach parasol. */
import { tone } from "../../colour.ts";
import { num, type Point } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import type { Pen } from "../../pen.ts";
import { ball, rod } from "../../solid.ts";
import { type Look, WOOD } from "../parts/look.ts";

export const beachParasol: Look = {
  rise: 0.3,
  alone: true,
  draw: (p, x, y, c) => parasol(p, x, y, c),
};

function parasol(p: Pen, x: number, y: number, c: string): void {
  const z = 1500;
  p.contact(x, y, 90, 90, 0.7);
  cap(
    lathe(
      p,
      x,
      y,
      [
        [190, 0, 1],
        [190, 40],
        [180, 50],
      ],
      { colour: "#e6e0d6", finish: "satin" },
    ),
  );
  rod(p, [x, y, 40], [x, y, z + 260], 20, WOOD, 16);
  const [cx, top] = p.at(x, y, z + 280);
  const rim = (k: number): Point => p.at(x + Math.sin(k) * 900, y + Math.cos(k) * 900, z - 160);
  p.cast(
    Array.from({ length: 16 }, (_, k): [number, number, number] => [
      x + Math.cos(k * 0.3927) * 800,
      y + Math.sin(k * 0.3927) * 800,
      z * 0.3,
    ]),
    0.8,
  );
  const under = Array.from({ length: 33 }, (_, k) => rim((k / 32) * Math.PI * 2));
  p.shape(under, tone(c, -0.6));
  const count = 12;
  for (let k = 0; k < count; k++) {
    const a = -Math.PI * 0.62 + (k / count) * Math.PI * 1.24;
    const b = a + (Math.PI * 1.24) / count;
    const [A, B] = [rim(a), rim(b)];
    const t = k % 2 ? "#f3ecdd" : c;
    const light = 0.2 - 0.55 * Math.max(0, Math.sin((a + b) / 2) * 0.6 + 0.25);
    p.fill(
      `M${num(cx)} ${num(top)}Q${num((cx + A[0]) / 2 + (A[0] - cx) * 0.06)} ${num((top + A[1]) / 2 - 70)} ${num(A[0])} ${num(A[1])}Q${num((A[0] + B[0]) / 2)} ${num((A[1] + B[1]) / 2 - 24)} ${num(B[0])} ${num(B[1])}Q${num((cx + B[0]) / 2 + (B[0] - cx) * 0.06)} ${num((top + B[1]) / 2 - 70)} ${num(cx)} ${num(top)}Z`,
      p.linear(
        [cx, top],
        [(A[0] + B[0]) / 2, (A[1] + B[1]) / 2],
        [
          [0, tone(t, light + 0.12)],
          [1, tone(t, light - 0.12)],
        ],
      ),
    );
    p.fill(
      `M${num(A[0])} ${num(A[1])}Q${num((A[0] + B[0]) / 2)} ${num((A[1] + B[1]) / 2 - 24)} ${num(B[0])} ${num(B[1])}v54q${num((A[0] - B[0]) / 2)} 44 ${num(A[0] - B[0])} ${num(A[1] - B[1])}Z`,
      tone(t, light - 0.2),
    );
  }
  ball(p, x, y, z + 276, 26, WOOD);
}
