/** Draws the olive oil cruet. */
import { lathe } from "../../lathe.ts";
import { tube } from "../../solid.ts";
import { glass } from "../parts/glass.ts";
import { type Look, STEEL, WOOD } from "../parts/look.ts";

export const oliveOilCruet: Look = {
  draw: (p, x, y, c) => {
    glass(
      p,
      x,
      y,
      [
        [38, 0, 1],
        [40, 4],
        [40, 92],
        [16, 138],
        [12, 176],
        [14, 180],
      ],
      c,
      { colour: "#b39a2c", z: 96 },
    );
    lathe(
      p,
      x,
      y,
      [
        [9, 178, 1],
        [11, 186],
        [10, 196],
      ],
      { colour: WOOD, shadow: false },
    );
    const [a, b] = p.at(x, y, 196);
    tube(
      p,
      [
        [a, b],
        [a - 4, b - 16],
        [a - 22, b - 28],
      ],
      [4, 3.4, 2.6],
      STEEL,
      0.6,
    );
  },
};
