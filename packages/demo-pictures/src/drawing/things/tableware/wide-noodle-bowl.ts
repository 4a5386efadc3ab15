/** Draws the wide noodle bowl. */
import { tone } from "../../colour.ts";
import { dip, speckle } from "../../decor.ts";
import { rod } from "../../solid.ts";
import { type Look, WALNUT } from "../parts/look.ts";
import { bowl } from "../parts/vessels.ts";

export const wideNoodleBowl: Look = {
  rise: 0.44,
  draw: (p, x, y, c) => {
    bowl(p, x, y, [102, 76], {
      colour: c,
      inside: "#efe6d4",
      finish: "satin",
      flare: 0.06,
      liquid: "#c98a4a",
      fill: 17,
      decor: (s) => {
        dip(s, 30, tone(c, -0.35), 3, true);
        speckle(s, 60);
      },
    });
    for (const by of [0, 9])
      rod(p, [x - 128, y + 4 + by, 78], [x + 122, y - 44 + by, 82], 3.1, WALNUT, 2);
  },
};
