/** Draws the lambswool throw. */
import { tone } from "../../colour.ts";
import { num } from "../../geometry.ts";
import { folded } from "../parts/cloth.ts";
import type { Look } from "../parts/look.ts";

export const lambswoolThrow: Look = {
  rise: 0.44,
  focus: [0.3, 0.5],
  draw: (p, x, y, c) => {
    folded(p, x, y, 330, 230, 4, 30, c, tone(c, 0.6));
    for (let k = 0; k < 29; k++) {
      const [a, b] = p.at(x - 150 + k * 10.4, y + 98 + k * 1.7, 30);
      p.line(
        `M${num(a)} ${num(b)}q${num(2 - (k % 3) * 2)} 12 ${num(1 - (k % 2) * 3)} 27`,
        tone(c, 0.3 - k * 0.016),
        3.2,
      );
    }
  },
};
