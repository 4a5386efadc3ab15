/** Draws the glass teapot. */
import { tone } from "../../colour.ts";
import type { Pen } from "../../pen.ts";
import { glass } from "../parts/glass.ts";
import { type Look, WOOD } from "../parts/look.ts";
import { handle } from "../parts/vessels.ts";
import { lid, spout } from "./parts.ts";

export const glassTeapot: Look = {
  draw: (p, x, y, c) => {
    handle(p, x, y, 66, 80, 28, 42, 6, "#dfe6e4");
    spout(
      p,
      x - 58,
      y,
      40,
      [
        [-24, 20],
        [-40, 44],
      ],
      [12, 8, 5],
      "#dfe6e4",
    );
    glass(
      p,
      x,
      y,
      [
        [46, 0, 1],
        [54, 4],
        [72, 42],
        [62, 80],
        [40, 96],
      ],
      "#e2ebea",
      { colour: c, z: 62 },
    );
    for (const [dx, dz, s] of [
      [-16, 40, 13],
      [14, 34, 15],
      [2, 48, 11],
    ] as const) {
      const [a, b] = p.at(x + dx, y + 30, dz);
      bloom(p, a, b, s);
    }
    lid(p, x, y, 39, 96, 12, WOOD, WOOD);
  },
};

function bloom(p: Pen, x: number, y: number, size: number): void {
  for (let k = 0; k < 8; k++) {
    const a = (k / 8) * Math.PI * 2;
    p.ellipse(
      x + Math.cos(a) * size * 0.5,
      y + Math.sin(a) * size * 0.36,
      size * 0.34,
      size * 0.28,
      tone("#f3dca0", 0.2 - (k % 3) * 0.16),
      0.85,
    );
  }
  p.ellipse(x, y, size * 0.26, size * 0.2, "#d99a3a", 0.9);
}
