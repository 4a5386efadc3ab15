/** Draws the soy bottle pair. */
import { label } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { ball } from "../../solid.ts";
import { bottleRows } from "../parts/bottles.ts";
import { INK, type Look, WOOD } from "../parts/look.ts";

export const soyBottlePair: Look = {
  draw: (p, x, y, c) => {
    for (const [dx, dy, t, k] of [
      [-32, -14, c, 2],
      [40, 20, "#e7dcc6", 1],
    ] as const) {
      lathe(p, x + dx, y + dy, bottleRows(30, 148, 11, 0.6), {
        colour: t,
        finish: "satin",
        decor: (s) => label(s, 24, 76, 0.7, "#efe6d4", INK, k),
      });
      ball(p, x + dx, y + dy, 147, 12, WOOD, 0.9, 0.3);
    }
  },
};
