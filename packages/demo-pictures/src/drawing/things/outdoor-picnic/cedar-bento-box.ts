/** Draws the cedar bento box. */
import { tone } from "../../colour.ts";
import { polygon, roundedRect } from "../../geometry.ts";
import { box, rod } from "../../solid.ts";
import { type Look, WALNUT } from "../parts/look.ts";

export const cedarBentoBox: Look = {
  rise: 0.44,
  draw: (p, x, y, c) => {
    box(p, x, y, 0, [190, 116, 44], { colour: c, radius: 30 });
    box(p, x, y, 46, [190, 116, 30], { colour: tone(c, 0.1), radius: 30, shadow: false });
    box(p, x, y, 76, [196, 122, 12], { colour: tone(c, -0.05), radius: 32, shadow: false });
    p.plane(x, y, 88, 0, () => {
      for (let k = -3; k < 4; k++)
        p.line(
          `M-90 ${k * 15}C-30 ${k * 15 - 5} 30 ${k * 15 + 6} 90 ${k * 15}`,
          tone(c, -0.45),
          1,
          0.4,
        );
      p.fill(polygon(roundedRect(-20, 0, 26, 122, 0)), "#b0463c");
    });
    const [a, b] = p.at(x - 20, y + 61, 82);
    p.fill(
      `M${a - 13} ${b - 6}h26v${80 * p.drop}h-26Z`,
      p.linear(
        [0, b],
        [0, b + 70],
        [
          [0, "#b0463c"],
          [1, "#7d2f2b"],
        ],
      ),
    );
    rod(p, [x - 100, y + 96, 3], [x + 96, y + 84, 3], 3.4, WALNUT, 2.2);
    rod(p, [x - 98, y + 106, 3], [x + 98, y + 96, 3], 3.4, WALNUT, 2.2);
  },
};
