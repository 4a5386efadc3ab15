/** Draws the roaster bean bag. */
import { tone } from "../../colour.ts";
import { polygon } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { BRASS, INK, type Look } from "../parts/look.ts";

export const roasterBeanBag: Look = { draw: (p, x, y, c) => bag(p, x, y, c, "#f1e9d8") };

function bag(p: Pen, x: number, y: number, c: string, paper: string): void {
  const w = 62;
  p.cast([
    [x - w, y - 26, 0],
    [x + w, y - 26, 0],
    [x - w, y + 30, 0],
    [x + w, y + 30, 0],
    [x - w, y, 190],
    [x + w, y, 190],
  ]);
  p.contact(x, y + 4, w * 0.98, 34, 0.8);
  const [, f] = p.at(x, y + 30, 0);
  const [, t] = p.at(x, y, 196);
  p.shape(
    [
      [x - w, f - 6],
      [x - w + 6, f],
      [x + w - 6, f],
      [x + w, f - 6],
      [x + w - 3, t + 60],
      [x + w - 5, t],
      [x - w + 5, t],
      [x - w + 3, t + 60],
    ],
    p.linear(
      [x - w, 0],
      [x + w, 0],
      [
        [0, tone(c, -0.3)],
        [0.1, tone(c, 0.14)],
        [0.3, tone(c, 0.06)],
        [0.72, tone(c, -0.12)],
        [0.9, tone(c, -0.34)],
        [0.93, tone(c, -0.1)],
        [1, tone(c, -0.46)],
      ],
    ),
  );
  p.fill(
    polygon([
      [x - w + 4, t + 40],
      [x + w - 4, t + 40],
      [x + w * 0.2, t + 96],
      [x - w * 0.5, t + 70],
    ]),
    "#ffffff",
    0.07,
  );
  p.shape(
    [
      [x - w + 3, t - 2],
      [x + w - 3, t - 2],
      [x + w - 4, t + 26],
      [x - w + 4, t + 26],
    ],
    p.linear(
      [x - w, t],
      [x + w, t + 26],
      [
        [0, tone(c, 0.2)],
        [0.6, tone(c, -0.05)],
        [1, tone(c, -0.3)],
      ],
    ),
  );
  p.line(`M${x - w + 4} ${t + 27}H${x + w - 4}`, tone(c, -0.8), 2, 0.5);
  p.line(`M${x - w + 12} ${t + 12}H${x + w - 12}`, BRASS, 4);
  const ly = t + 72;
  p.shape(
    [
      [x - 34, ly],
      [x + 34, ly],
      [x + 34, ly + 84],
      [x - 34, ly + 84],
    ],
    p.linear(
      [x - 34, 0],
      [x + 34, 0],
      [
        [0, tone(paper, 0.2)],
        [1, tone(paper, -0.14)],
      ],
    ),
  );
  p.ellipse(x, ly + 32, 17, 17, "#c2603a");
  p.shape(
    [
      [x - 30, ly + 46],
      [x - 8, ly + 24],
      [x + 6, ly + 38],
      [x + 16, ly + 28],
      [x + 30, ly + 46],
    ],
    INK,
    0.85,
  );
  for (const [k, l] of [24, 16, 20].entries())
    p.line(`M${x - l} ${ly + 58 + k * 8}H${x + l}`, INK, 2, 0.65);
}
