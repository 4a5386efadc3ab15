/** Draws the rice body lotion. */
import { tone } from "../../colour.ts";
import { pump } from "../parts/bottles.ts";
import type { Look } from "../parts/look.ts";

export const riceBodyLotion: Look = {
  draw: (p, x, y, c) =>
    pump(p, x, y, 34, 158, c, "#f3ecde", tone(c, 0.5), "#8a5a3d", 0, "satin", [
      [30, 0, 1],
      [34, 5],
      [38, 60],
      [33, 128],
      [18, 148],
      [14, 158],
    ]),
};
