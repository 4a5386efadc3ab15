/** Draws the espresso cup duo. */
import type { Look } from "../parts/look.ts";
import { cup, plate } from "../parts/vessels.ts";

export const espressoCupDuo: Look = {
  rise: 0.34,
  draw: (p, x, y, c) => {
    for (const [dx, dy, t] of [
      [-46, -22, c],
      [46, 22, "#efe7d8"],
    ] as const) {
      plate(p, x + dx, y + dy, 54, t, { lip: 9 });
      cup(p, x + dx, y + dy, [31, 50], {
        lift: 3,
        handle: 18,
        colour: t,
        finish: "satin",
        foot: 23,
        belly: 2,
        wall: 3.4,
        liquid: "#7b4a27",
        fill: 9,
        shadow: false,
        inside: "#f4ecdf",
      });
    }
  },
};
