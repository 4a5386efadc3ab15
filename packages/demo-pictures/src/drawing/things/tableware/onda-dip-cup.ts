/** Draws the onda dip cup. */
import { dip, rings } from "../../decor.ts";
import type { Look } from "../parts/look.ts";
import { cup } from "../parts/vessels.ts";

export const ondaDipCup: Look = {
  draw: (p, x, y, c) =>
    void cup(p, x, y, [39, 80], {
      colour: "#efe7d8",
      finish: "satin",
      foot: 30,
      inside: c,
      decor: (s) => {
        dip(s, 42, c, 2.4);
        rings(s, [5], "#b48b66", 2.5, 0.6);
      },
    }),
};
