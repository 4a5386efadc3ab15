/** Draws the campfire kettle. */

import { tone } from "../../colour.ts";
import { speckle } from "../../decor.ts";
import { num } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { tube } from "../../solid.ts";
import { knob } from "../parts/bottles.ts";
import { type Look, STEEL, WOOD } from "../parts/look.ts";

export const campfireKettle: Look = {
  draw: (p, x, y, c) => {
    const [, a] = p.at(x, y, 0);
    tube(
      p,
      [
        [x - 62, a - 46],
        [x - 96, a - 74],
        [x - 112, a - 106],
      ],
      [14, 9, 7],
      c,
    );
    p.body.push(
      `<path d="M${x - 72} ${num(a - 104)}C${x - 66} ${num(a - 226)} ${x + 66} ${num(a - 226)} ${x + 72} ${num(a - 104)}" fill="none" stroke="${tone(STEEL, -0.4)}" stroke-width="7"/><path d="M${x - 72} ${num(a - 105)}C${x - 66} ${num(a - 227)} ${x + 66} ${num(a - 227)} ${x + 72} ${num(a - 105)}" fill="none" stroke="${tone(STEEL, 0.3)}" stroke-width="3"/>`,
    );
    p.see([x, a - 204]);
    lathe(
      p,
      x,
      y,
      [
        [78, 0, 1],
        [84, 6],
        [84, 40],
        [66, 92],
        [44, 108],
      ],
      { colour: c, finish: "gloss", decor: (s) => speckle(s, 120, "#f4f0e6") },
    );
    lathe(
      p,
      x,
      y,
      [
        [44, 108, 1],
        [34, 118],
        [8, 124],
      ],
      { colour: c, finish: "gloss", shadow: false },
    );
    knob(p, x, y, 123, 10, WOOD);
    tube(
      p,
      [
        [x - 26, a - 193],
        [x, a - 197],
        [x + 26, a - 193],
      ],
      [8, 9, 8],
      WOOD,
    );
  },
};
