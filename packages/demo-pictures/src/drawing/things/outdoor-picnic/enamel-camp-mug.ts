/** Draws the enamel camp mug. */
import { band, speckle } from "../../decor.ts";
import type { Look } from "../parts/look.ts";
import { cup } from "../parts/vessels.ts";

export const enamelCampMug: Look = {
  draw: (p, x, y, c) =>
    void cup(p, x, y, [44, 80], {
      colour: c,
      finish: "gloss",
      foot: 42,
      handle: 28,
      liquid: "#4a2d1c",
      fill: 14,
      inside: "#f5f1e8",
      wall: 2,
      decor: (s) => {
        band(s, 76, 80, "#26282e");
        speckle(s, 90, "#f5f1e8");
      },
    }),
};
