/** Draws the railroad lantern. */
import { tone } from "../../colour.ts";
import { rings } from "../../decor.ts";
import { num } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import type { Pen } from "../../pen.ts";
import { tube } from "../../solid.ts";
import { glass } from "../parts/glass.ts";
import type { Look } from "../parts/look.ts";

export const railroadLantern: Look = {
  focus: [0.5, 0.55],
  draw: (p, x, y, c) => lantern(p, x, y, c),
};

function lantern(p: Pen, x: number, y: number, c: string): void {
  const [cx, a] = p.at(x, y, 0);
  p.body.push(
    `<path d="M${cx - 62} ${num(a - 150)}C${cx - 80} ${num(a - 330)} ${cx + 80} ${num(a - 330)} ${cx + 62} ${num(a - 150)}" fill="none" stroke="${tone(c, -0.5)}" stroke-width="5"/>`,
  );
  p.see([cx, a - 286]);
  for (const s of [-1, 1])
    tube(
      p,
      [
        [cx + s * 48, a - 24],
        [cx + s * 66, a - 60],
        [cx + s * 66, a - 150],
        [cx + s * 36, a - 196],
      ],
      [5, 5, 5, 5],
      c,
    );
  lathe(
    p,
    x,
    y,
    [
      [58, 0, 1],
      [62, 6],
      [60, 34],
      [40, 46],
      [30, 52],
    ],
    { colour: c, finish: "gloss" },
  );
  const [, g] = p.at(x, y, 108);
  p.ellipse(
    cx,
    g,
    150,
    150,
    p.radial([cx, g], 150, [
      [0, "#ffdf9a", 0.65],
      [0.4, "#ffdf9a", 0.22],
      [1, "#ffdf9a", 0],
    ]),
  );
  flame(p, x, y);
  const mark = p.floor.length;
  const bulb = glass(
    p,
    x,
    y,
    [
      [30, 54, 1],
      [46, 80],
      [50, 110],
      [40, 146],
      [28, 160],
    ],
    "#e9e4d2",
  );
  p.floor.length = mark;
  for (const z of [84, 134]) rings(bulb, [z], tone(c, -0.3), 2.4, 0.9);
  lathe(
    p,
    x,
    y,
    [
      [34, 160, 1],
      [46, 168],
      [30, 186],
      [26, 204],
      [34, 210],
      [20, 226],
    ],
    { colour: c, finish: "gloss", shadow: false },
  );
  cap(
    lathe(
      p,
      x,
      y,
      [
        [20, 224, 1],
        [16, 234],
      ],
      { colour: c, finish: "gloss", shadow: false },
    ),
  );
}

function flame(p: Pen, x: number, y: number): void {
  const [cx, cy] = p.at(x, y, 66);
  p.fill(
    `M${cx} ${num(cy - 62)}C${cx + 22} ${num(cy - 30)} ${cx + 16} ${num(cy - 6)} ${cx} ${num(cy - 4)}S${cx - 20} ${num(cy - 28)} ${cx} ${num(cy - 62)}Z`,
    "#f6a840",
  );
  p.fill(
    `M${cx} ${num(cy - 44)}C${cx + 12} ${num(cy - 24)} ${cx + 9} ${num(cy - 8)} ${cx} ${num(cy - 6)}S${cx - 12} ${num(cy - 22)} ${cx} ${num(cy - 44)}Z`,
    "#fff1c2",
  );
}
