/** Draws the camellia shampoo. */
import { tone } from "../../colour.ts";
import { flutes, label } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import type { Look } from "../parts/look.ts";

const PAPER = "#f3ecde";
export const camelliaShampoo: Look = {
  draw: (p, x, y, c) => {
    const k = {
      colour: c,
      finish: "satin" as const,
      decor: (s: Parameters<typeof label>[0]) => {
        label(s, 52, 132, 0.9, PAPER, "#b0463c", 1);
      },
    };
    const s = lathe(
      p,
      x,
      y,
      [
        [37, 0, 1],
        [39, 4],
        [39, 168],
        [34, 180],
        [20, 184],
      ],
      k,
    );
    cap(s);
    cap(
      lathe(
        p,
        x,
        y,
        [
          [21, 184, 1],
          [21, 214],
          [19, 217],
        ],
        {
          colour: tone(c, -0.4),
          finish: "satin",
          shadow: false,
          decor: (t) => flutes(t, 14, 186, 212, 0.16),
        },
      ),
    );
  },
};
