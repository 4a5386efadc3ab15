/** Draws the reed diffuser. */
import { mix, tone } from "../../colour.ts";
import { label } from "../../decor.ts";
import { num } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { glass } from "../parts/glass.ts";
import { INK, type Look, WALNUT } from "../parts/look.ts";

const PAPER = "#f3ecde";
export const reedDiffuser: Look = {
  draw: (p, x, y, c) => {
    for (const [k, dx] of [-62, -36, -10, 22, 48, 70].entries()) {
      const [a, b] = p.at(x + dx * 0.08, y, 60);
      const [e, f] = p.at(x + dx, y, 236 - (k % 3) * 12);
      p.line(
        `M${num(a)} ${num(b)}L${num(e)} ${num(f)}`,
        tone("#c9a878", -0.1 - (k % 2) * 0.25),
        3.4,
      );
      p.see([e, f]);
    }
    const s = glass(
      p,
      x,
      y,
      [
        [38, 0, 1],
        [40, 3],
        [40, 78],
        [30, 96],
        [15, 104],
        [15, 122],
      ],
      c,
      { colour: mix(c, "#e2b56a", 0.5), z: 58 },
    );
    label(s, 16, 56, 0.56, PAPER, INK, 4);
    lathe(
      p,
      x,
      y,
      [
        [17, 112, 1],
        [17, 126],
      ],
      { colour: WALNUT, shadow: false },
    );
  },
};
