/** Draws the ticking stripe cushion. */
import type { Look } from "../parts/look.ts";
import { cushion } from "./parts.ts";

export const tickingStripeCushion: Look = {
  rise: 0.2,
  draw: (p, x, y, c) => cushion(p, x, y, c, "stripe"),
};
