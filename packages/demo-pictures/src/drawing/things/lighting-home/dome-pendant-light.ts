/** Draws the dome pendant light. */
import { lathe } from "../../lathe.ts";
import { INK, type Look } from "../parts/look.ts";
import { glowUnder } from "./parts.ts";

export const domePendantLight: Look = {
  rise: 0.2,
  alone: true,
  draw: (p, x, y, c) => {
    const [cx, cy] = p.at(x, y, 300);
    p.line(`M${cx} ${cy}V${cy - 520}`, INK, 3);
    p.see([cx, cy - 150]);
    p.ellipse(
      cx,
      cy + 190,
      210,
      120,
      p.radial(
        [cx, cy + 190],
        210,
        [
          [0, "#ffe6b0", 0.4],
          [1, "#ffe6b0", 0],
        ],
        0.57,
      ),
    );
    glowUnder(p, x, y, 170, 140);
    lathe(
      p,
      x,
      y,
      [
        [146, 164, 1],
        [144, 176],
        [112, 234],
        [52, 268],
        [22, 276, 1],
        [20, 300],
        [8, 306],
      ],
      { colour: c, finish: "satin", shadow: false },
    );
  },
};
