/** Draws the arc floor lamp. */
import { speckle } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { tube } from "../../solid.ts";
import { BRASS, type Look } from "../parts/look.ts";
import { glowUnder } from "./parts.ts";

export const arcFloorLamp: Look = {
  rise: 0.2,
  alone: true,
  focus: [0.7, 0.2],
  draw: (p, x, y, c) => {
    cap(
      lathe(
        p,
        x - 150,
        y,
        [
          [150, 0, 1],
          [150, 26],
          [142, 32],
        ],
        { colour: "#e6e0d6", finish: "satin", decor: (s) => speckle(s, 80, "#9a938a") },
      ),
    );
    const [a, b] = p.at(x - 150, y, 30);
    tube(
      p,
      [
        [a, b],
        [a, b - 620],
        [a + 90, b - 1080],
        [a + 330, b - 1250],
        [a + 520, b - 1130],
      ],
      [9, 9, 9, 8, 8],
      BRASS,
      0.6,
      14,
    );
    const [lx, ly] = [a + 520, b - 1130];
    p.ellipse(
      lx,
      ly + 210,
      340,
      330,
      p.radial([lx, ly + 210], 340, [
        [0, "#ffe6b0", 0.4],
        [1, "#ffe6b0", 0],
      ]),
    );
    const z = (-ly + y * p.rise) / p.drop;
    glowUnder(p, lx, y, z - 120, 150);
    lathe(
      p,
      lx,
      y,
      [
        [160, z - 128, 1],
        [156, z - 112],
        [118, z - 40],
        [50, z],
        [18, z + 10],
      ],
      { colour: c, finish: "satin", shadow: false },
    );
  },
};
