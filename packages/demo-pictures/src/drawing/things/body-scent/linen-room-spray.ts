/** Draws the linen room spray. */
import { tone } from "../../colour.ts";
import { label } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { tube } from "../../solid.ts";
import { bottleRows } from "../parts/bottles.ts";
import { INK, type Look } from "../parts/look.ts";

const PAPER = "#f3ecde";
export const linenRoomSpray: Look = {
  draw: (p, x, y, c) => {
    lathe(p, x, y, bottleRows(32, 142, 14, 0.78, 0.07), {
      colour: c,
      finish: "gloss",
      decor: (s) => label(s, 28, 92, 0.8, PAPER, INK, 2),
    });
    cap(
      lathe(
        p,
        x,
        y,
        [
          [16, 140, 1],
          [16, 154],
        ],
        { colour: INK, finish: "satin", shadow: false },
      ),
    );
    const [a, b] = p.at(x, y, 166);
    p.shape(
      [
        [a - 30, b - 14],
        [a + 14, b - 14],
        [a + 20, b + 12],
        [a - 10, b + 14],
        [a - 14, b + 4],
        [a - 30, b + 2],
      ],
      p.linear(
        [a - 30, b - 14],
        [a + 20, b + 12],
        [
          [0, tone(INK, 0.35)],
          [1, INK],
        ],
      ),
    );
    tube(
      p,
      [
        [a - 16, b + 2],
        [a - 24, b + 18],
        [a - 20, b + 32],
      ],
      [3.4, 3, 2.4],
      INK,
    );
  },
};
