/** Draws the standing round mirror. */
import { tone } from "../../colour.ts";
import type { Point3 } from "../../geometry.ts";
import { box } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

export const standingRoundMirror: Look = {
  draw: (p, x, y, c) => {
    box(p, x, y, 0, [120, 62, 22], { colour: c, radius: 12 });
    const [cx, b] = p.at(x, y, 128);
    p.cast(
      Array.from(
        { length: 16 },
        (_, k): Point3 => [x + 106 * Math.cos(k * 0.3927), y, 128 + 106 * Math.sin(k * 0.3927)],
      ),
    );
    p.ellipse(cx + 6, b + 2, 112, 112, tone(c, -0.5));
    p.ellipse(
      cx,
      b,
      112,
      112,
      p.linear(
        [cx - 90, b - 90],
        [cx + 90, b + 90],
        [
          [0, tone(c, 0.3)],
          [1, tone(c, -0.2)],
        ],
      ),
    );
    p.ellipse(
      cx,
      b,
      102,
      102,
      p.linear(
        [cx - 80, b - 80],
        [cx + 80, b + 80],
        [
          [0, "#dfe5e4"],
          [0.36, "#c3cfd0"],
          [0.37, "#eef2f0"],
          [0.52, "#e2e9e7"],
          [0.53, "#c9d4d4"],
          [1, "#a9b8ba"],
        ],
      ),
    );
  },
};
