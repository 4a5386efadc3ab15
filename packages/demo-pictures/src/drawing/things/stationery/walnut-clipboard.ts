/** Draws the walnut clipboard. */

import { tone } from "../../colour.ts";
import { polygon, roundedRect } from "../../geometry.ts";
import { BRASS, INK, type Look } from "../parts/look.ts";
import { sheet } from "./parts.ts";

export const walnutClipboard: Look = {
  rise: 0.9,
  alone: true,
  draw: (p, x, y, c) => {
    sheet(p, x, y, 206, 290, c, 0.08, false);
    p.turned([Math.cos(0.08), Math.sin(0.08), -Math.sin(0.08), Math.cos(0.08), x, y], () => {
      p.fill(polygon(roundedRect(3, 16, 184, 248, 1)), "#1c1410", 0.25);
      p.fill(
        polygon(roundedRect(0, 12, 184, 248, 1)),
        p.linear(
          [-90, -110],
          [90, 140],
          [
            [0, "#fbf6ec"],
            [1, "#ece2cf"],
          ],
        ),
      );
      for (let k = 0; k < 7; k++) {
        p.body.push(
          `<rect x="-76" y="${-66 + k * 26}" width="11" height="11" rx="2" fill="none" stroke="${INK}" stroke-width="1.3" stroke-opacity=".7"/>`,
        );
        p.line(`M-54 ${-60 + k * 26}H${k % 3 === 2 ? 10 : 60}`, "#7d7466", 1.6, 0.6);
        if (k < 3) p.line(`M-74 ${-60 + k * 26}l4 4l8 -10`, "#c2603a", 2.2);
      }
      p.fill(polygon(roundedRect(2, -124, 96, 30, 6)), "#1c1410", 0.3);
      p.fill(
        polygon(roundedRect(0, -128, 96, 30, 6)),
        p.linear(
          [0, -144],
          [0, -112],
          [
            [0, tone(BRASS, 0.5)],
            [0.4, BRASS],
            [1, tone(BRASS, -0.4)],
          ],
        ),
      );
    });
  },
};
