/** Draws the temple incense set. */
import { speckle } from "../../decor.ts";
import { num, polygon, roundedRect } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { box, rod } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

const PAPER = "#f3ecde";
export const templeIncenseSet: Look = {
  rise: 0.42,
  alone: true,
  draw: (p, x, y, c) => {
    box(p, x + 20, y - 54, 0, [230, 46, 26], { colour: c, radius: 2, yaw: -0.06 });
    p.plane(x + 20, y - 54, 26, -0.06, () => {
      p.fill(polygon(roundedRect(-60, 0, 70, 46, 0)), PAPER);
      p.ellipse(-60, 0, 10, 10, "#a8382f");
      for (let k = -2; k < 3; k++) p.line(`M-18 ${k * 7}H110`, "#6b5a44", 3, 0.9);
    });
    cap(
      lathe(
        p,
        x - 40,
        y + 34,
        [
          [40, 0, 1],
          [44, 4],
          [44, 14],
        ],
        { colour: "#cfc6b6", finish: "matte", decor: (s) => speckle(s, 30) },
      ),
    );
    rod(p, [x - 40, y + 34, 14], [x + 88, y + 20, 96], 1.8, "#7a5a3c", 1.6);
    const [a, b] = p.at(x + 88, y + 20, 97);
    p.ellipse(a, b, 3, 3, "#f08a3a");
    for (const [w, o] of [
      [16, 0.06],
      [9, 0.1],
      [4, 0.2],
    ] as const)
      p.line(`M${num(a)} ${num(b)}c-22 -40 26 -64 2 -104s22 -50 4 -92`, "#ffffff", w, o);
    p.see([a, b - 150]);
  },
};
