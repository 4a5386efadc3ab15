/** Draws the felt tray organizer. */

import { tone } from "../../colour.ts";
import { num, polygon, roundedRect } from "../../geometry.ts";
import { box, tube } from "../../solid.ts";
import { BRASS, type Look, STEEL, WALNUT } from "../parts/look.ts";

export const feltTrayOrganizer: Look = {
  rise: 0.44,
  alone: true,
  draw: (p, x, y, c) => {
    box(p, x, y, 0, [230, 160, 40], { colour: c, radius: 26 });
    p.plane(x, y, 40, 0, () => {
      p.fill(
        polygon(roundedRect(0, 0, 214, 144, 20)),
        p.linear(
          [-100, -70],
          [100, 70],
          [
            [0, tone(c, -0.5)],
            [0.4, tone(c, -0.3)],
            [1, tone(c, -0.06)],
          ],
        ),
      );
    });
    const [cx, cy] = p.at(x + 40, y + 4, 14);
    p.ellipse(cx, cy, 26, 15, "#20140f", 0.3);
    p.body.push(
      `<ellipse cx="${num(cx)}" cy="${num(cy - 3)}" rx="22" ry="13" fill="none" stroke="${BRASS}" stroke-width="3.4"/>`,
    );
    tube(
      p,
      [
        [cx + 20, cy],
        [cx + 44, cy + 10],
        [cx + 56, cy + 4],
      ],
      [3.4, 3, 3],
      STEEL,
      0.5,
    );
    box(p, x - 46, y + 4, 12, [74, 92, 12], { colour: WALNUT, radius: 8, yaw: 0.24 });
  },
};
