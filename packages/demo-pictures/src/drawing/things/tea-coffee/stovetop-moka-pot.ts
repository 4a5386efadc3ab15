/** Draws the stovetop moka pot. */
import { tone } from "../../colour.ts";
import { flutes } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import type { Pen } from "../../pen.ts";
import { tube } from "../../solid.ts";
import { knob } from "../parts/bottles.ts";
import { INK, type Look } from "../parts/look.ts";

export const stovetopMokaPot: Look = { draw: (p, x, y, c) => moka(p, x, y, c) };

function moka(p: Pen, x: number, y: number, c: string): void {
  const facets = (s: ReturnType<typeof lathe>): void => flutes(s, 5, s.low, s.high, 0.42);
  const [, a] = p.at(x, y, 150);
  tube(
    p,
    [
      [x + 30, a + 6],
      [x + 74, a - 2],
      [x + 88, a + 34],
      [x + 82, a + 72],
    ],
    [6, 8, 8, 6],
    INK,
  );
  lathe(
    p,
    x,
    y,
    [
      [50, 0, 1],
      [50, 4],
      [41, 66],
    ],
    { colour: c, finish: "metal", decor: facets },
  );
  lathe(
    p,
    x,
    y,
    [
      [43, 66, 1],
      [43, 80],
    ],
    { colour: tone(c, -0.12), finish: "metal", shadow: false },
  );
  const [bx, by] = p.at(x - 44, y, 148);
  p.shape(
    [
      [bx + 12, by - 18],
      [bx - 16, by - 20],
      [bx + 8, by + 18],
    ],
    tone(c, -0.25),
  );
  lathe(
    p,
    x,
    y,
    [
      [36, 80, 1],
      [50, 160],
    ],
    { colour: c, finish: "metal", shadow: false, decor: facets },
  );
  cap(
    lathe(
      p,
      x,
      y,
      [
        [51, 160, 1],
        [40, 168],
        [12, 176],
      ],
      { colour: c, finish: "metal", shadow: false },
    ),
  );
  knob(p, x, y, 175, 9, INK);
}
