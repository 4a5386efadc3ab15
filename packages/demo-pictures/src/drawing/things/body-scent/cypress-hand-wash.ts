/** Draws the cypress hand wash. */
import { pump } from "../parts/bottles.ts";
import { INK, type Look } from "../parts/look.ts";

const PAPER = "#f3ecde";
export const cypressHandWash: Look = {
  draw: (p, x, y, c) => pump(p, x, y, 36, 136, c, INK, PAPER, INK, 4, "gloss"),
};
