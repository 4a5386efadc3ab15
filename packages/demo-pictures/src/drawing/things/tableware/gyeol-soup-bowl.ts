/** Draws the gyeol soup bowl. */
import { rings, speckle } from "../../decor.ts";
import type { Look } from "../parts/look.ts";
import { bowl } from "../parts/vessels.ts";

export const gyeolSoupBowl: Look = {
  rise: 0.4,
  draw: (p, x, y, c) =>
    void bowl(p, x, y, [72, 62], {
      colour: c,
      finish: "gloss",
      liquid: "#d9b36c",
      fill: 13,
      decor: (s) => {
        rings(s, [54, 50], "#4b6b8f", 1.6);
        speckle(s, 30);
      },
    }),
};
