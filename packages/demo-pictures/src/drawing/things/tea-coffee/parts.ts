/** Parts that several of these goods share. */
import { tone } from "../../colour.ts";
import { rings } from "../../decor.ts";
import type { Point } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import type { Pen } from "../../pen.ts";
import { tube } from "../../solid.ts";
import { knob } from "../parts/bottles.ts";

export function spout(
  p: Pen,
  x: number,
  y: number,
  z: number,
  path: readonly Point[],
  radii: number[],
  colour: string,
): void {
  const [sx, sy] = p.at(x, y, z);
  tube(p, [[sx + 10, sy + 4], ...path.map(([dx, dz]): Point => [sx + dx, sy - dz])], radii, colour);
  const [tx, ty] = path.at(-1) ?? [0, 0];
  const r = radii.at(-1) ?? 4;
  p.ellipse(sx + tx, sy - ty - 0.5, r * 0.86, r * 0.42, tone(colour, -0.7));
}

export function lid(
  p: Pen,
  x: number,
  y: number,
  r: number,
  z: number,
  high: number,
  colour: string,
  top: string,
): void {
  lathe(
    p,
    x,
    y,
    [
      [r, z, 1],
      [r * 0.92, z + high * 0.4],
      [r * 0.5, z + high * 0.9],
      [3, z + high],
    ],
    {
      colour,
      finish: "satin",
      shadow: false,
      decor: (s) => rings(s, [z + 0.8], tone(colour, -0.85), 1.5, 0.5),
    },
  );
  knob(p, x, y, z + high - 1, Math.max(5, r * 0.2), top);
}
