/** Draws the amber glass candle. */
import { tone } from "../../colour.ts";
import { label } from "../../decor.ts";
import { flame } from "../parts/bottles.ts";
import { glass } from "../parts/glass.ts";
import { INK, type Look } from "../parts/look.ts";

const PAPER = "#f3ecde";
export const amberGlassCandle: Look = {
  focus: [0.5, 0.5],
  draw: (p, x, y, c) => {
    const s = glass(
      p,
      x,
      y,
      [
        [40, 0, 1],
        [42, 3],
        [42, 96],
      ],
      c,
      { colour: tone(c, 0.5), z: 66 },
    );
    flame(p, x, y, 66, 24);
    label(s, 20, 62, 0.62, PAPER, INK, 2);
  },
};
