/** Draws the commuter tumbler. */
import { tone } from "../../colour.ts";
import { band } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { INK, type Look, STEEL } from "../parts/look.ts";

export const commuterTumbler: Look = {
  draw: (p, x, y, c) => {
    lathe(
      p,
      x,
      y,
      [
        [31, 0, 1],
        [33, 3],
        [39, 140],
        [40, 166],
      ],
      {
        colour: c,
        finish: "matte",
        decor: (s) => {
          band(s, 0, 10, STEEL, "metal");
          band(s, 72, 112, tone(c, -0.3));
        },
      },
    );
    cap(
      lathe(
        p,
        x,
        y,
        [
          [42, 164, 1],
          [42, 178],
          [38, 184],
        ],
        { colour: INK, finish: "satin", shadow: false },
      ),
    );
    const [cx, cy] = p.at(x - 12, y, 186);
    p.ellipse(cx, cy, 9, 3, "#111013");
  },
};
