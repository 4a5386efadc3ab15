/** Draws the green tea tin. */
import { tone } from "../../colour.ts";
import { label } from "../../decor.ts";
import { jar } from "../parts/bottles.ts";
import { INK, type Look } from "../parts/look.ts";

export const greenTeaTin: Look = {
  draw: (p, x, y, c) =>
    jar(p, x, y, 40, 96, c, tone(c, -0.15), {
      lidHeight: 28,
      finish: "satin",
      decor: (s) => label(s, 20, 80, 0.7, "#f1e9d8", INK, 4),
    }),
};
