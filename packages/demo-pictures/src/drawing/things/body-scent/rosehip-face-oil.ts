/** Draws the rosehip face oil. */
import { label } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { glass } from "../parts/glass.ts";
import { BRASS, INK, type Look } from "../parts/look.ts";

const PAPER = "#f3ecde";
export const rosehipFaceOil: Look = {
  draw: (p, x, y, c) => {
    const s = glass(
      p,
      x,
      y,
      [
        [27, 0, 1],
        [28, 3],
        [28, 66],
        [24, 76],
        [12, 82],
        [12, 90],
      ],
      c,
      { colour: "#c9772f", z: 58 },
    );
    label(s, 14, 54, 0.7, PAPER, "#a8382f", 3);
    cap(
      lathe(
        p,
        x,
        y,
        [
          [14, 88, 1],
          [14, 106],
        ],
        { colour: BRASS, finish: "metal", shadow: false },
      ),
    );
    lathe(
      p,
      x,
      y,
      [
        [9, 106, 1],
        [10, 118],
        [9, 136],
        [5, 142],
        [1, 143],
      ],
      { colour: INK, finish: "satin", shadow: false },
    );
  },
};
