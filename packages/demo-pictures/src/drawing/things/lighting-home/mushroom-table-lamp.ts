/** Draws the mushroom table lamp. */
import { lathe } from "../../lathe.ts";
import type { Look } from "../parts/look.ts";
import { glowUnder, halo } from "./parts.ts";

export const mushroomTableLamp: Look = {
  focus: [0.5, 0.25],
  draw: (p, x, y, c) => {
    halo(p, x, y, 190, 260);
    lathe(
      p,
      x,
      y,
      [
        [70, 0, 1],
        [72, 5],
        [66, 14],
        [30, 24],
        [20, 60],
        [20, 150],
        [26, 176],
      ],
      { colour: c, finish: "gloss" },
    );
    glowUnder(p, x, y, 176, 118);
    lathe(
      p,
      x,
      y,
      [
        [124, 172, 1],
        [122, 186],
        [96, 236],
        [50, 262],
        [6, 268],
      ],
      { colour: c, finish: "gloss", shadow: false },
    );
  },
};
