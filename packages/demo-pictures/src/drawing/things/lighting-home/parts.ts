/** Parts that several of these goods share. */
import type { Pen } from "../../pen.ts";

export function halo(p: Pen, x: number, y: number, z: number, r: number): void {
  const [cx, cy] = p.at(x, y, z);
  const frame = [p.left, p.top, p.right, p.bottom] as const;
  p.ellipse(
    cx,
    cy,
    r,
    r,
    p.radial([cx, cy], r, [
      [0, "#ffe2a6", 0.6],
      [0.35, "#ffe2a6", 0.26],
      [0.7, "#ffe2a6", 0.07],
      [1, "#ffe2a6", 0],
    ]),
  );
  [p.left, p.top, p.right, p.bottom] = frame;
}

export function glowUnder(p: Pen, x: number, y: number, z: number, r: number): void {
  const [cx, cy] = p.at(x, y, z);
  p.ellipse(
    cx,
    cy,
    r,
    r * p.rise,
    p.radial(
      [cx, cy],
      r,
      [
        [0, "#fffbea"],
        [0.5, "#ffeec2"],
        [1, "#f3c987"],
      ],
      p.rise,
    ),
  );
}
