/** Draws the beech pepper mill. */
import { tone } from "../../colour.ts";
import { rings } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import type { Pen } from "../../pen.ts";
import { knob } from "../parts/bottles.ts";
import { BRASS, type Look } from "../parts/look.ts";

export const beechPepperMill: Look = {
  draw: (p, x, y, c) => {
    mill(p, x - 34, y - 12, c, 1);
    mill(p, x + 40, y + 22, tone("#eadfca", 0), 0.72);
  },
};

function mill(p: Pen, x: number, y: number, c: string, k: number): void {
  const rows = (
    [
      [27, 0, 1],
      [29, 4],
      [28, 30],
      [17, 66],
      [16, 90],
      [24, 124],
      [24, 130],
    ] as const
  ).map(([r, z, s]: readonly [number, number, (0 | 1)?]) => [r * k, z * k, s] as const);
  lathe(p, x, y, rows, {
    colour: c,
    finish: "satin",
    decor: (s) => rings(s, [30 * k, 34 * k], tone(c, -0.7), 1, 0.5),
  });
  cap(
    lathe(
      p,
      x,
      y,
      [
        [23 * k, 131 * k, 1],
        [25 * k, 146 * k],
        [16 * k, 168 * k],
        [5 * k, 172 * k],
      ],
      { colour: tone(c, -0.06), finish: "satin", shadow: false },
    ),
  );
  knob(p, x, y, 170 * k, 7 * k, BRASS, "metal");
}
