/** Draws the dot grid pad. */
import { tone } from "../../colour.ts";
import { polygon, roundedRect } from "../../geometry.ts";
import { box, rod } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

export const dotGridPad: Look = {
  rise: 0.66,
  draw: (p, x, y, c) => {
    box(p, x, y, 0, [180, 240, 16], { colour: "#f4eee2", yaw: -0.16, radius: 2, shine: 0.3 });
    p.plane(x, y, 16.2, -0.16, () => {
      for (let i = -9; i <= 9; i++)
        for (let j = -9; j < 14; j++)
          p.body.push(`<circle cx="${i * 9}" cy="${j * 8}" r=".85" fill="#8d8577"/>`);
      p.fill(polygon(roundedRect(0, -104, 180, 34, 2)), c);
      p.line("M-90 -86H90", tone(c, -0.6), 1.4, 0.5);
      p.ellipse(-66, -104, 6, 6, "#f4eee2");
    });
    rod(p, [x + 20, y + 90, 22], [x + 118, y - 40, 22], 4.4, "#d7a23e", 4.4);
  },
};
