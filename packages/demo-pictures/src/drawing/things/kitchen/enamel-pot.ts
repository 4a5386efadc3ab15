/** Draws the enamel pot. */
import { tone } from "../../colour.ts";
import { band } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { tube } from "../../solid.ts";
import { knob } from "../parts/bottles.ts";
import { type Look, WOOD } from "../parts/look.ts";

export const enamelPot: Look = {
  draw: (p, x, y, c) => {
    for (const s of [-1, 1]) {
      const [a, b] = p.at(x + s * 92, y, 78);
      tube(
        p,
        [
          [a - s * 4, b - 8],
          [a + s * 20, b - 6],
          [a + s * 20, b + 8],
          [a - s * 4, b + 9],
        ],
        [4.5, 4.5, 4.5],
        tone(c, -0.1),
      );
    }
    lathe(
      p,
      x,
      y,
      [
        [84, 0, 1],
        [90, 8],
        [92, 104],
      ],
      { colour: c, finish: "gloss", decor: (s) => band(s, 99, 104, "#2a3140") },
    );
    lathe(
      p,
      x,
      y,
      [
        [93, 104, 1],
        [90, 110],
        [60, 124],
        [18, 130],
      ],
      { colour: c, finish: "gloss", shadow: false, decor: (s) => band(s, 104, 108, "#2a3140") },
    );
    knob(p, x, y, 129, 16, WOOD);
  },
};
