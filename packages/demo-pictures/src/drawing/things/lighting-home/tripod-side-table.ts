/** Draws the tripod side table. */

import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import { sprig } from "../../plants.ts";
import { box, rod } from "../../solid.ts";
import { INK, type Look } from "../parts/look.ts";

export const tripodSideTable: Look = {
  alone: true,
  draw: (p, x, y, c) => {
    for (const a of [0.4, 2.5, 4.6]) {
      p.contact(x + Math.cos(a) * 150, y + Math.sin(a) * 150, 14);
      rod(
        p,
        [x + Math.cos(a) * 150, y + Math.sin(a) * 150, 0],
        [x + Math.cos(a) * 60, y + Math.sin(a) * 60, 440],
        10,
        INK,
        12,
      );
    }
    const s = lathe(
      p,
      x,
      y,
      [
        [214, 440, 1],
        [220, 446],
        [222, 470],
      ],
      { colour: c, finish: "satin" },
    );
    mouth(s, { wall: 8, depth: 16 });
    lathe(
      p,
      x - 70,
      y,
      [
        [42, 462, 1],
        [52, 486],
        [34, 540],
        [16, 560],
        [22, 580],
      ],
      { colour: "#8a9a8d", finish: "gloss", shadow: false },
    );
    const [sx, sy] = p.at(x - 70, y, 578);
    sprig(p, [sx, sy], [sx - 60, sy - 210], 8, 78, "#76875c", "table");
    box(p, x + 70, y + 30, 456, [130, 90, 22], { colour: "#c9743f", shadow: false, yaw: -0.2 });
  },
};
