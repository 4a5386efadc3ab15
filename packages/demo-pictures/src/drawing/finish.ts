/** How finishes catch the light around a turned body. */
import { type Hex, tone } from "./colour.ts";
import type { Stop } from "./pen.ts";

export type Finish = "matte" | "satin" | "gloss" | "metal" | "glow";

/** Tells how light a surface is at an angle. */
export function lit(finish: Finish, turn: number): number {
  const bell = (at: number, wide: number): number => Math.exp(-(((turn - at) / wide) ** 2));
  if (finish === "glow") return 0.34 - 0.42 * Math.abs(turn / 1.57) ** 3;
  if (finish === "metal") {
    return (
      -0.34 +
      0.86 * bell(-0.62, 0.2) +
      0.4 * bell(0.78, 0.16) -
      0.36 * bell(-1.4, 0.24) -
      0.26 * bell(0.12, 0.34) +
      0.2 * bell(1.5, 0.1)
    );
  }
  const wrapped = Math.max(0, (Math.cos(turn + 0.82) + 0.5) / 1.5);
  const base = -0.64 + 0.7 * wrapped ** 1.1 + 0.13 * bell(1.5, 0.2);
  if (finish === "satin") return base + 0.15 * bell(-0.72, 0.36);
  if (finish === "gloss") return base + 0.14 * bell(-0.7, 0.4) + 0.1 * bell(1.16, 0.09);
  return base;
}

/** Gives the stops of a horizontal gradient over an even cylinder. */
export function sweep(colour: Hex, finish: Finish): Stop[] {
  return Array.from({ length: 25 }, (_, k): Stop => {
    const turn = -Math.PI / 2 + (Math.PI * k) / 24;
    return [(1 + Math.sin(turn)) / 2, tone(colour, lit(finish, turn))];
  });
}
