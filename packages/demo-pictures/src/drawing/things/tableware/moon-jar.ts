/** Draws the moon jar. */
import { speckle } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import type { Look } from "../parts/look.ts";

export const moonJar: Look = {
  focus: [0.42, 0.3],
  draw: (p, x, y, c) =>
    mouth(
      lathe(
        p,
        x,
        y,
        [
          [62, 0, 1],
          [66, 5],
          [112, 46],
          [139, 104],
          [141, 142],
          [122, 198],
          [84, 236],
          [64, 243],
          [66, 256],
        ],
        { colour: c, finish: "gloss", decor: (s) => speckle(s, 26, "#8d7763") },
      ),
      { wall: 4 },
    ),
};
