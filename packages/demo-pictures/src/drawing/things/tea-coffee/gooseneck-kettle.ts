/** Draws the gooseneck kettle. */
import { lathe } from "../../lathe.ts";
import { tube } from "../../solid.ts";
import { type Look, WALNUT } from "../parts/look.ts";
import { lid } from "./parts.ts";

export const gooseneckKettle: Look = {
  focus: [0.4, 0.45],
  draw: (p, x, y, c) => {
    const [, a] = p.at(x, y, 0);
    tube(
      p,
      [
        [x - 50, a - 34],
        [x - 96, a - 40],
        [x - 92, a - 96],
        [x - 112, a - 146],
        [x - 140, a - 146],
      ],
      [11, 8.5, 7, 6, 5],
      c,
    );
    tube(
      p,
      [
        [x + 40, a - 132],
        [x + 92, a - 140],
        [x + 112, a - 96],
        [x + 100, a - 42],
      ],
      [6, 8, 9, 7],
      WALNUT,
    );
    lathe(
      p,
      x,
      y,
      [
        [68, 0, 1],
        [70, 4],
        [63, 60],
        [47, 122],
        [45, 128],
      ],
      { colour: c, finish: "satin" },
    );
    lid(p, x, y, 44, 128, 8, c, WALNUT);
  },
};
