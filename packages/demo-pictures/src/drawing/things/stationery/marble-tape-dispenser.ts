/** Draws the marble tape dispenser. */

import { tone } from "../../colour.ts";
import { num } from "../../geometry.ts";
import { box } from "../../solid.ts";
import { BRASS, type Look } from "../parts/look.ts";

export const marbleTapeDispenser: Look = {
  rise: 0.36,
  draw: (p, x, y, c) => {
    box(p, x, y, 0, [150, 62, 34], { colour: c, radius: 10 });
    p.plane(x, y, 34, 0, () => {
      for (const k of [-2, 0, 2])
        p.line(
          `M-70 ${k * 9}C-30 ${k * 9 - 14} 10 ${k * 9 + 16} 70 ${k * 8 - 6}`,
          tone(c, -0.45),
          1.1,
          0.4,
        );
    });
    const [cx, cy] = p.at(x - 16, y + 14, 56);
    p.ellipse(cx - 9, cy - 8, 46, 46, tone("#d9b06a", -0.4));
    p.ellipse(
      cx,
      cy,
      46,
      46,
      p.linear(
        [cx - 40, cy - 40],
        [cx + 40, cy + 40],
        [
          [0, "#f0d8a0"],
          [1, "#b98d4a"],
        ],
      ),
    );
    for (const r of [40, 35, 30])
      p.body.push(
        `<circle cx="${cx}" cy="${num(cy)}" r="${r}" fill="none" stroke="#8f6a33" stroke-opacity=".35"/>`,
      );
    p.ellipse(cx, cy, 24, 24, tone(c, -0.5));
    p.ellipse(
      cx,
      cy,
      17,
      17,
      p.linear(
        [cx - 17, cy - 17],
        [cx + 17, cy + 17],
        [
          [0, tone(BRASS, 0.4)],
          [1, tone(BRASS, -0.4)],
        ],
      ),
    );
    box(p, x + 66, y, 34, [8, 44, 16], { colour: BRASS, shadow: false });
  },
};
