/** Draws the saucer tea cup. */
import { rings } from "../../decor.ts";
import { BRASS, type Look } from "../parts/look.ts";
import { cup, handle, plate } from "../parts/vessels.ts";

export const saucerTeaCup: Look = {
  rise: 0.36,
  draw: (p, x, y, c) => {
    plate(p, x, y, 74, c, { lip: 12, finish: "gloss", rim: BRASS });
    handle(p, x, y, 44, 60, 30, 24, 4, c);
    cup(p, x, y, [47, 66], {
      lift: 4,
      colour: c,
      finish: "gloss",
      foot: 22,
      belly: 9,
      wall: 2,
      liquid: "#b8642c",
      fill: 11,
      inside: "#f7f1e6",
      shadow: false,
      decor: (s) => rings(s, [67], BRASS, 2),
    });
  },
};
