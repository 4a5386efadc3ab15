/** Draws the terracotta planter. */
import { tone } from "../../colour.ts";
import { speckle } from "../../decor.ts";
import { num, type Point } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import type { Pen } from "../../pen.ts";
import type { Look } from "../parts/look.ts";

export const terracottaPlanter: Look = {
  alone: true,
  draw: (p, x, y, c) => {
    lathe(
      p,
      x,
      y,
      [
        [76, 0, 1],
        [82, 4],
        [84, 14],
      ],
      { colour: tone(c, -0.08) },
    );
    const s = lathe(
      p,
      x,
      y,
      [
        [56, 12, 1],
        [60, 14],
        [78, 112],
        [84, 112, 1],
        [86, 140],
      ],
      { colour: c, shadow: true, decor: (t) => speckle(t, 40, "#f0d9c4") },
    );
    mouth(s, { wall: 7, depth: 50, liquid: "#40302a", fill: 16 });
    const [cx, cy] = p.at(x, y, 128);
    const tips: Point[] = [
      [-150, -190],
      [120, -240],
      [-60, -300],
      [40, -330],
      [170, -130],
      [-170, -90],
      [10, -220],
      [90, -160],
      [-90, -180],
    ];
    for (const [k, [tx, ty]] of tips.entries())
      monstera(
        p,
        [cx + k * 3 - 12, cy],
        [cx + tx * 0.9, cy + ty * 0.92],
        92 - (k % 3) * 14,
        k % 2 ? "#5d7a55" : "#47694d",
      );
  },
};

function monstera(p: Pen, root: Point, tip: Point, size: number, colour: string): void {
  const mid: Point = [
    (root[0] + tip[0]) / 2 + (tip[0] - root[0]) * 0.08,
    (root[1] + tip[1]) / 2 - 20,
  ];
  p.line(
    `M${num(root[0])} ${num(root[1])}Q${num(mid[0])} ${num(mid[1])} ${num(tip[0])} ${num(tip[1])}`,
    tone(colour, -0.35),
    4,
  );
  const a = Math.atan2(tip[1] - root[1], tip[0] - root[0]) + (tip[0] > root[0] ? 0.5 : -0.5);
  const at = (u: number, v: number): string =>
    `${num(tip[0] + Math.cos(a) * u - Math.sin(a) * v)} ${num(tip[1] + Math.sin(a) * u + Math.cos(a) * v)}`;
  for (const s of [-1, 1]) {
    p.fill(
      `M${at(0, 0)}C${at(-size * 0.2, size * 0.56 * s)} ${at(size * 0.5, size * 0.6 * s)} ${at(size, 0)}Z`,
      tone(colour, (Math.cos(a) > 0 ? -s : s) > 0 ? 0.16 : -0.2),
    );
    for (const u of [0.25, 0.45, 0.65])
      p.line(
        `M${at(size * u, 0)}L${at(size * (u + 0.13), size * 0.26 * s)}`,
        tone(colour, 0.35),
        1.1,
        0.4,
      );
  }
  p.line(`M${at(0, 0)}L${at(size, 0)}`, tone(colour, 0.4), 1.6, 0.6);
  p.see([tip[0] + Math.cos(a) * size, tip[1] + Math.sin(a) * size]);
}
