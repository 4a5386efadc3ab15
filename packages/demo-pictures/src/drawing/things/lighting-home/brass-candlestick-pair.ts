/** Draws the brass candlestick pair. */
import { lathe } from "../../lathe.ts";
import { flame } from "../parts/bottles.ts";
import type { Look } from "../parts/look.ts";

export const brassCandlestickPair: Look = {
  draw: (p, x, y, c) => {
    for (const [dx, dy, h] of [
      [-42, -18, 150],
      [38, 20, 96],
    ] as const) {
      lathe(
        p,
        x + dx,
        y + dy,
        [
          [34, 0, 1],
          [34, 5],
          [12, 14],
          [6, 30],
          [10, h * 0.5],
          [6, h * 0.8],
          [16, h - 8],
          [16, h],
        ],
        { colour: c, finish: "metal" },
      );
      lathe(
        p,
        x + dx,
        y + dy,
        [
          [9.5, h, 1],
          [9, h + 118],
          [6, h + 124],
        ],
        { colour: dx < 0 ? "#efe4d0" : "#b55f45", finish: "satin", shadow: false },
      );
      flame(p, x + dx, y + dy, h + 122, 26);
    }
  },
};
