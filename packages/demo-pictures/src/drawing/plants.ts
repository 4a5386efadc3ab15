/** Sprigs, leaves and flowers, drawn in the picture's plane. */
import { type Hex, tone } from "./colour.ts";
import { chance, curve, num, type Point, polygon } from "./geometry.ts";
import type { Pen } from "./pen.ts";

/** Draws a stem with leaves in the drawing plane, from `root` towards `tip`. */
export function sprig(
  pen: Pen,
  root: Point,
  tip: Point,
  leaves: number,
  size: number,
  colour: Hex,
  seed: string,
  bloom?: Hex,
): void {
  const random = chance(seed);
  const bend = (random() - 0.5) * 0.4;
  const [dx, dy] = [tip[0] - root[0], tip[1] - root[1]];
  const middle: Point = [root[0] + dx * 0.5 - dy * bend, root[1] + dy * 0.5 + dx * bend];
  const stem = curve([root, middle, tip], 12);
  pen.line(polygon(stem, false), tone(colour, -0.45), size * 0.07);
  for (let k = 1; k <= leaves; k++) {
    const share = 0.25 + (0.75 * k) / leaves;
    const [x, y] = stem[Math.min(stem.length - 1, Math.round(share * (stem.length - 1)))] ?? tip;
    const side = k % 2 ? 1 : -1;
    const along = Math.atan2(dy, dx) + side * (0.55 + random() * 0.5) * (k === leaves ? 0.1 : 1);
    const long = size * (0.75 + random() * 0.5);
    if (bloom && random() > 0.35) {
      flower(
        pen,
        x + Math.cos(along) * long * 0.4,
        y + Math.sin(along) * long * 0.4,
        long * 0.42,
        bloom,
        random,
      );
    } else leaf(pen, [x, y], along, long, long * 0.34, tone(colour, random() * 0.24 - 0.12));
  }
}

/** Draws one leaf: two halves, one in shade. */
export function leaf(
  pen: Pen,
  [x, y]: Point,
  along: number,
  long: number,
  wide: number,
  colour: Hex,
): void {
  const at = (u: number, v: number): string =>
    `${num(x + Math.cos(along) * u - Math.sin(along) * v)} ${num(y + Math.sin(along) * u + Math.cos(along) * v)}`;
  const half = (s: number): string =>
    `M${at(0, 0)}C${at(long * 0.3, wide * s)} ${at(long * 0.7, wide * 0.8 * s)} ${at(long, 0)}L${at(0, 0)}Z`;
  const lower = Math.cos(along) > 0 ? 1 : -1;
  pen.fill(half(-lower), tone(colour, 0.14));
  pen.fill(half(lower), tone(colour, -0.22));
  pen.see([x + Math.cos(along) * long, y + Math.sin(along) * long]);
}

function flower(
  pen: Pen,
  x: number,
  y: number,
  size: number,
  colour: Hex,
  random: () => number,
): void {
  const start = random() * 6;
  for (let k = 0; k < 5; k++) {
    const a = start + (k / 5) * Math.PI * 2;
    pen.ellipse(
      x + Math.cos(a) * size * 0.5,
      y + Math.sin(a) * size * 0.45,
      size * 0.48,
      size * 0.44,
      tone(colour, 0.1 - 0.06 * k),
    );
  }
  pen.ellipse(x, y, size * 0.2, size * 0.18, "#d9a441");
}
