/** Draws the dalmaji mug. */
import { band, speckle } from "../../decor.ts";
import type { Look } from "../parts/look.ts";
import { cup } from "../parts/vessels.ts";

export const dalmajiMug: Look = {
  focus: [0.4, 0.4],
  draw: (p, x, y, c) =>
    void cup(p, x, y, [42, 88], {
      colour: c,
      finish: "satin",
      foot: 35,
      belly: 4,
      handle: 30,
      liquid: "#4a2d1c",
      fill: 13,
      decor: (s) => {
        band(s, 0, 9, "#c7a07c", "matte");
        speckle(s, 70);
      },
    }),
};
