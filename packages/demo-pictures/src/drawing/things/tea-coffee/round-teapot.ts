/** Draws the round teapot. */
import { speckle } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import type { Look } from "../parts/look.ts";
import { handle } from "../parts/vessels.ts";
import { lid, spout } from "./parts.ts";

export const roundTeapot: Look = {
  alone: false,
  draw: (p, x, y, c) => {
    handle(p, x, y, 70, 84, 30, 42, 6.5, c);
    spout(
      p,
      x - 58,
      y,
      34,
      [
        [-28, 22],
        [-46, 50],
      ],
      [15, 9, 6],
      c,
    );
    lathe(
      p,
      x,
      y,
      [
        [44, 0, 1],
        [50, 4],
        [74, 44],
        [62, 82],
        [36, 97],
      ],
      { colour: c, finish: "satin", decor: (s) => speckle(s, 50) },
    );
    lid(p, x, y, 36, 96, 15, c, c);
  },
};
