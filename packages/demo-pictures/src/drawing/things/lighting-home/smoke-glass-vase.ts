/** Draws the smoke glass vase. */
import { mix } from "../../colour.ts";
import { sprig } from "../../plants.ts";
import { glass } from "../parts/glass.ts";
import type { Look } from "../parts/look.ts";

export const smokeGlassVase: Look = {
  draw: (p, x, y, c) => {
    const root = p.at(x, y, 30);
    for (const [k, [tx, ty]] of (
      [
        [-80, -330],
        [96, -360],
        [20, -430],
      ] as const
    ).entries())
      sprig(
        p,
        root,
        [root[0] + tx, root[1] + ty],
        10,
        60,
        k === 1 ? "#a9a06a" : "#6f7f5d",
        `vase${k}`,
        k === 1 ? undefined : "#e9c7bb",
      );
    glass(
      p,
      x,
      y,
      [
        [48, 0, 1],
        [60, 6],
        [78, 60],
        [70, 120],
        [38, 168],
        [36, 196],
        [46, 212],
      ],
      c,
      { colour: mix(c, "#dfe9ea", 0.6), z: 84 },
    );
  },
};
