/** Draws the beeswax lip balm. */
import { tone } from "../../colour.ts";
import { rings } from "../../decor.ts";
import { num } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { cap, mouth } from "../../openings.ts";
import type { Look } from "../parts/look.ts";

const PAPER = "#f3ecde";
export const beeswaxLipBalm: Look = {
  rise: 0.46,
  draw: (p, x, y, c) => {
    const s = lathe(
      p,
      x - 22,
      y + 10,
      [
        [30, 0, 1],
        [31, 2],
        [31, 16],
      ],
      { colour: "#d3d0ca", finish: "metal" },
    );
    mouth(s, { wall: 2, inside: "#d3d0ca", liquid: "#ecc98b", fill: 4, depth: 8 });
    const t = lathe(
      p,
      x + 40,
      y - 26,
      [
        [32, 0, 1],
        [32, 13],
        [30, 15],
      ],
      { colour: c, finish: "satin", decor: (u) => rings(u, [4], tone(c, -0.5), 1, 0.5) },
    );
    cap(t);
    p.plane(x + 40, y - 26, 15, 0, () => {
      p.ellipse(0, 0, 21, 21, PAPER, 0.95);
      for (let k = 0; k < 6; k++)
        p.fill(
          `M${num(Math.cos(k * 1.047) * 9)} ${num(Math.sin(k * 1.047) * 9)}l5 3v6l-5 3l-5 -3v-6Z`,
          "#d9a441",
          0.9,
        );
    });
  },
};
