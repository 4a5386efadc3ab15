/** Draws the hand grinder. */
import { tone } from "../../colour.ts";
import { rings } from "../../decor.ts";
import { polygon } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { tube } from "../../solid.ts";
import { type Look, STEEL, WALNUT } from "../parts/look.ts";

export const handGrinder: Look = {
  draw: (p, x, y, c) => {
    lathe(
      p,
      x,
      y,
      [
        [25, 0, 1],
        [27, 3],
        [27, 70],
      ],
      { colour: WALNUT, finish: "satin", decor: (s) => grain(s) },
    );
    const s = lathe(
      p,
      x,
      y,
      [
        [26, 70, 1],
        [26, 140],
        [25, 150],
      ],
      {
        colour: c,
        finish: "metal",
        shadow: false,
        decor: (t) => rings(t, [74, 82, 86], tone(c, -0.8), 1, 0.6),
      },
    );
    cap(s);
    const [cx, cy] = p.at(x, y, 162);
    cap(
      lathe(
        p,
        x,
        y,
        [
          [6, 150, 1],
          [6, 164],
        ],
        { colour: STEEL, finish: "metal", shadow: false },
      ),
    );
    tube(
      p,
      [
        [cx, cy],
        [cx + 50, cy - 6],
        [cx + 96, cy - 8],
      ],
      [4, 4, 4],
      STEEL,
      0.6,
    );
    cap(
      lathe(
        p,
        x + 96,
        y,
        [
          [7, 166, 1],
          [13, 176],
          [14, 190],
          [8, 198],
        ],
        { colour: WALNUT, shadow: false, finish: "satin" },
      ),
    );
  },
};

function grain(s: ReturnType<typeof lathe>): void {
  for (let k = 0; k < 9; k++) {
    const a = -1.3 + k * 0.31;
    const points = Array.from({ length: 8 }, (_, i) =>
      s.point(a + Math.sin(i + k * 2) * 0.04, s.low + ((s.high - s.low) * i) / 7),
    );
    s.pen.line(polygon(points, false), tone(s.colour, -0.6), 0.9, 0.4);
  }
}
