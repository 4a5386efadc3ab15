/** Draws the pleated bedside lamp. */
import { tone } from "../../colour.ts";
import { flutes, rings } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { mouth } from "../../openings.ts";
import type { Pen } from "../../pen.ts";
import type { Look } from "../parts/look.ts";
import { halo } from "./parts.ts";

export const pleatedBedsideLamp: Look = {
  draw: (p, x, y, c) => {
    halo(p, x, y, 230, 240);
    lathe(
      p,
      x,
      y,
      [
        [52, 0, 1],
        [54, 6],
        [34, 30],
        [44, 76],
        [30, 118],
        [10, 134],
        [8, 176],
      ],
      { colour: c, finish: "gloss" },
    );
    shade(p, x, y, 168, 300, 108, 66, "#f3e4c6", 24);
  },
};

function shade(
  p: Pen,
  x: number,
  y: number,
  low: number,
  high: number,
  wide: number,
  narrow: number,
  colour: string,
  pleats: number,
): void {
  const s = lathe(
    p,
    x,
    y,
    [
      [wide, low, 1],
      [narrow, high],
    ],
    {
      colour,
      finish: "glow",
      decor: (t) => {
        flutes(t, pleats, low, high, 0.2);
        rings(t, [low + 2, high - 2], tone(colour, -0.3), 3, 0.7);
      },
    },
  );
  const [cx, cy] = p.at(x, y, (low + high) / 2);
  p.ellipse(
    cx,
    cy,
    wide * 0.66,
    (high - low) * 0.5,
    p.radial(
      [cx, cy],
      wide * 0.66,
      [
        [0, "#fff3cf", 0.85],
        [1, "#ffe6b0", 0],
      ],
      ((high - low) * 0.5) / (wide * 0.66),
    ),
  );
  mouth(s, { wall: 2, inside: "#fff0cc", depth: 20 });
}
