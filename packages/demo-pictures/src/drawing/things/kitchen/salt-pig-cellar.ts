/** Draws the salt pig cellar. */
import { speckle } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap, mouth } from "../../openings.ts";
import { rod } from "../../solid.ts";
import { type Look, WOOD } from "../parts/look.ts";

export const saltPigCellar: Look = {
  rise: 0.36,
  draw: (p, x, y, c) => {
    lathe(
      p,
      x,
      y,
      [
        [44, 0, 1],
        [52, 6],
        [54, 50],
      ],
      { colour: c, finish: "matte", decor: (s) => speckle(s, 40) },
    );
    mouth(
      lathe(
        p,
        x,
        y,
        [
          [54, 44, 1],
          [54, 50],
        ],
        { colour: c, shadow: false },
      ),
      { wall: 4, inside: c, liquid: "#f5f1ea", fill: 9, depth: 20 },
    );
    cap(
      lathe(
        p,
        x + 26,
        y - 34,
        [
          [53, 53, 1],
          [53, 60],
        ],
        { colour: WOOD, finish: "satin", shadow: false },
      ),
    );
    rod(p, [x - 10, y + 10, 46], [x - 66, y + 22, 78], 3, WOOD, 4);
  },
};
