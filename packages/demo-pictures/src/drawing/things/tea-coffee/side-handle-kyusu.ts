/** Draws the side handle kyusu. */
import { tone } from "../../colour.ts";
import { rings } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { tube } from "../../solid.ts";
import type { Look } from "../parts/look.ts";
import { lid, spout } from "./parts.ts";

export const sideHandleKyusu: Look = {
  draw: (p, x, y, c) => {
    const [, hy] = p.at(x, y, 42);
    tube(
      p,
      [
        [x + 44, hy + 2],
        [x + 84, hy - 16],
        [x + 116, hy - 34],
      ],
      [9, 8.4, 11],
      c,
    );
    spout(
      p,
      x - 44,
      y,
      36,
      [
        [-18, 12],
        [-30, 26],
      ],
      [13, 9, 6],
      c,
    );
    lathe(
      p,
      x,
      y,
      [
        [38, 0, 1],
        [50, 10],
        [56, 34],
        [48, 60],
        [34, 68],
      ],
      {
        colour: c,
        finish: "matte",
        decor: (s) => rings(s, [14, 18, 22, 50], tone(c, -0.5), 1, 0.5),
      },
    );
    lid(p, x, y, 33, 67, 10, c, c);
  },
};
