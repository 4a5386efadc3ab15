/** Draws the cone dripper set. */
import { flutes } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import { glass } from "../parts/glass.ts";
import type { Look } from "../parts/look.ts";
import { handle } from "../parts/vessels.ts";

export const coneDripperSet: Look = {
  draw: (p, x, y, c) => {
    handle(p, x, y, 56, 70, 22, 34, 5, "#dfe6e4");
    glass(
      p,
      x,
      y,
      [
        [50, 0, 1],
        [58, 6],
        [62, 34],
        [42, 84],
        [40, 98],
      ],
      "#e2ebea",
      { colour: "#4b2c1b", z: 44 },
    );
    handle(p, x, y, 50, 150, 122, 24, 5, c);
    lathe(
      p,
      x,
      y,
      [
        [58, 100, 1],
        [58, 105],
        [24, 107, 1],
        [26, 110],
        [56, 164],
        [58, 168],
      ],
      { colour: c, finish: "gloss", shadow: false, decor: (s) => flutes(s, 16, 112, 160, 0.18) },
    );
    mouth(
      lathe(
        p,
        x,
        y,
        [
          [56, 160, 1],
          [58, 168],
        ],
        { colour: c, finish: "gloss", shadow: false },
      ),
      { depth: 50, inside: "#f1e6d2", liquid: "#3c2316", fill: 16 },
    );
  },
};
