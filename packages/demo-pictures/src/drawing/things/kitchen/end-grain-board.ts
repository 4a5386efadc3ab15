/** Draws the end grain board. */
import { tone } from "../../colour.ts";
import { polygon, roundedRect } from "../../geometry.ts";
import { box } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

export const endGrainBoard: Look = {
  rise: 0.5,
  alone: true,
  draw: (p, x, y, c) => {
    box(p, x, y, 0, [300, 200, 30], { colour: c, radius: 14, yaw: -0.14 });
    p.plane(x, y, 30, -0.14, () => {
      for (let i = 0; i < 10; i++)
        for (let j = 0; j < 5; j++)
          p.fill(
            polygon(roundedRect(-135 + i * 30, -80 + j * 40, 29, 39, 1)),
            tone(c, ((i * 7 + j * 5) % 6) * 0.09 - 0.26),
            0.75,
          );
    });
  },
};
