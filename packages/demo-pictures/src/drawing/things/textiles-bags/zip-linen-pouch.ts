/** Draws the zip linen pouch. */
import { tone } from "../../colour.ts";
import { num, polygon, roundedRect } from "../../geometry.ts";
import { cloth } from "../parts/cloth.ts";
import { BRASS, type Look, WALNUT } from "../parts/look.ts";
import { ground } from "./parts.ts";

export const zipLinenPouch: Look = {
  rise: 0.2,
  draw: (p, x, y, c) => {
    ground(p, x, y, 120, 150);
    cloth(
      p,
      [
        [x - 124, y - 146],
        [x, y - 150],
        [x + 124, y - 146],
        [x + 128, y - 70],
        [x + 118, y - 6],
        [x, y + 4],
        [x - 118, y - 6],
        [x - 128, y - 70],
      ],
      c,
      [
        [
          [x - 60, y - 130],
          [x - 76, y - 70],
          [x - 60, y - 16],
        ],
        [
          [x + 50, y - 130],
          [x + 66, y - 80],
          [x + 52, y - 20],
        ],
      ],
    );
    p.line(`M${x - 114} ${y - 138}Q${x} ${y - 144} ${x + 114} ${y - 138}`, tone(c, -0.5), 9);
    for (let k = 0; k < 50; k++) p.line(`M${num(x - 108 + k * 4.4)} ${y - 143}v6`, "#d8c08a", 1.6);
    p.line(`M${x + 84} ${y - 138}q14 18 6 40`, BRASS, 6);
    p.fill(polygon(roundedRect(x + 88, y - 88, 18, 34, 5)), WALNUT);
    p.fill(polygon(roundedRect(x - 82, y - 34, 44, 24, 3)), "#efe6d4");
    p.ellipse(x - 82, y - 34, 5, 5, "#c2603a");
  },
};
