/** Draws the soft cooler bag. */
import { tone } from "../../colour.ts";
import { polygon, roundedRect } from "../../geometry.ts";
import { box } from "../../solid.ts";
import { BRASS, type Look, WALNUT } from "../parts/look.ts";

export const softCoolerBag: Look = {
  rise: 0.3,
  alone: true,
  draw: (p, x, y, c) => {
    box(p, x, y, 0, [280, 180, 190], { colour: c, radius: 18 });
    box(p, x, y, 190, [286, 186, 24], { colour: tone(c, -0.18), radius: 20, shadow: false });
    const [a, b] = p.at(x, y + 92, 96);
    p.fill(polygon(roundedRect(a, b + 22, 190, 96, 8)), tone(c, -0.26));
    p.line(
      polygon(roundedRect(a, b + 22, 180, 86, 6)),
      tone(c, 0.5),
      1.6,
      0.6,
      'stroke-dasharray="6 4"',
    );
    for (const s of [-1, 1])
      p.line(
        `M${a + s * 74} ${b + 88}V${b - 84}C${a + s * 70} ${b - 210} ${a + s * 20} ${b - 236} ${a} ${b - 236}`,
        s < 0 ? WALNUT : tone(WALNUT, -0.2),
        15,
      );
    p.see([a, b - 240]);
    p.fill(polygon(roundedRect(a, b + 18, 50, 30, 3)), "#efe6d4");
    p.ellipse(a, b + 18, 8, 8, "#c2603a");
    p.line(`M${a - 140} ${b - 90}H${a + 140}`, BRASS, 3, 0.9);
  },
};
