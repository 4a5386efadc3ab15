/** Draws the waxed crossbody bag. */
import { tone } from "../../colour.ts";
import { polygon, roundedRect } from "../../geometry.ts";
import { cloth } from "../parts/cloth.ts";
import { BRASS, type Look, WALNUT } from "../parts/look.ts";
import { ground } from "./parts.ts";

const STITCH = 'stroke-dasharray="6 4.5"';
export const waxedCrossbodyBag: Look = {
  rise: 0.2,
  draw: (p, x, y, c) => {
    ground(p, x, y, 120, 170);
    p.line(
      `M${x - 112} ${y - 130}C${x - 190} ${y - 420} ${x + 180} ${y - 430} ${x + 112} ${y - 130}`,
      tone(c, -0.5),
      12,
    );
    p.see([x, y - 352]);
    cloth(p, roundedRect(x, y - 76, 250, 164, 26), c, [], false);
    cloth(
      p,
      [
        [x - 128, y - 160],
        [x + 128, y - 160],
        [x + 130, y - 76],
        [x + 96, y - 50],
        [x, y - 44],
        [x - 96, y - 50],
        [x - 130, y - 76],
      ],
      tone(c, 0.07),
      [],
      true,
    );
    p.line(
      `M${x - 118} ${y - 80}Q${x - 96} ${y - 58} ${x} ${y - 54}T${x + 118} ${y - 80}`,
      tone(c, 0.5),
      1.8,
      0.6,
      STITCH,
    );
    p.fill(polygon(roundedRect(x, y - 54, 26, 54, 6)), WALNUT);
    p.ellipse(x, y - 38, 7, 7, BRASS);
    for (const s of [-1, 1]) p.ellipse(x + s * 112, y - 132, 9, 9, BRASS);
  },
};
