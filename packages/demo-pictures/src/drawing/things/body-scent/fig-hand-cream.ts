/** Draws the fig hand cream. */
import { tone } from "../../colour.ts";
import { flutes } from "../../decor.ts";
import { polygon } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import type { Pen } from "../../pen.ts";
import { box } from "../../solid.ts";
import { INK, type Look } from "../parts/look.ts";

const PAPER = "#f3ecde";
export const figHandCream: Look = {
  rise: 0.3,
  draw: (p, x, y, c) => {
    tubeOf(p, x - 24, y - 16, c);
    box(p, x + 62, y + 24, 0, [46, 40, 128], { colour: tone(c, 0.35), radius: 2 });
    const [a, b] = p.at(x + 62, y + 44, 66);
    p.ellipse(a, b - 20, 10, 10, INK, 0.85);
    p.line(`M${a - 12} ${b + 6}h24M${a - 8} ${b + 14}h16`, INK, 1.6, 0.7);
  },
};

function tubeOf(p: Pen, x: number, y: number, c: string): void {
  cap(
    lathe(
      p,
      x,
      y,
      [
        [24, 0, 1],
        [24, 26],
      ],
      { colour: INK, finish: "satin", decor: (s) => flutes(s, 16, 1, 25, 0.2) },
    ),
  );
  const [, b] = p.at(x, y, 26);
  p.cast([
    [x - 24, y, 0],
    [x + 24, y, 0],
    [x - 34, y, 140],
    [x + 34, y, 140],
  ]);
  p.shape(
    [
      [x - 27, b + 5],
      [x - 29, b - 20],
      [x - 34, b - 128],
      [x + 34, b - 128],
      [x + 29, b - 20],
      [x + 27, b + 5],
      [x, b + 9],
    ],
    p.linear(
      [x - 34, 0],
      [x + 34, 0],
      [
        [0, tone(c, -0.3)],
        [0.16, tone(c, 0.3)],
        [0.4, tone(c, 0.06)],
        [0.8, tone(c, -0.3)],
        [1, tone(c, -0.42)],
      ],
    ),
  );
  p.shape(
    [
      [x - 35, b - 142],
      [x + 35, b - 142],
      [x + 34, b - 126],
      [x - 34, b - 126],
    ],
    p.linear(
      [x - 34, 0],
      [x + 34, 0],
      [
        [0, tone(c, 0.2)],
        [1, tone(c, -0.3)],
      ],
    ),
  );
  for (let k = 0; k < 17; k++) p.line(`M${x - 32 + k * 4} ${b - 140}v11`, tone(c, -0.6), 0.9, 0.4);
  p.fill(
    polygon([
      [x - 20, b - 100],
      [x + 22, b - 100],
      [x + 19, b - 30],
      [x - 18, b - 30],
    ]),
    PAPER,
    0.94,
  );
  p.ellipse(x + 1, b - 80, 9, 11, "#6d4454");
  p.ellipse(x + 4, b - 83, 3, 4, tone("#6d4454", 0.5));
  p.line(`M${x - 11} ${b - 56}h24M${x - 7} ${b - 48}h16M${x - 4} ${b - 40}h10`, INK, 1.5, 0.7);
}
