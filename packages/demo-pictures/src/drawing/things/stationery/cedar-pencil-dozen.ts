/** Draws the cedar pencil dozen. */
import { tone } from "../../colour.ts";
import { polygon, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { BRASS, type Look } from "../parts/look.ts";

export const cedarPencilDozen: Look = {
  rise: 0.9,
  alone: true,
  draw: (p, x, y, c) => {
    const set = ["#b9694a", c, "#d9a441", "#7a8568", "#9db7c9", "#6d4454", "#e8dfcb", "#2f3e56"];
    for (const [k, t] of set.entries()) pencil(p, x - 91 + k * 26, y + ((k * 37) % 5) * 5 - 10, t);
  },
};

function pencil(p: Pen, x: number, y: number, c: string): void {
  const [w, h] = [9, 300];
  for (const o of [3, 6, 9])
    p.fill(polygon(roundedRect(x + o, y + o, w * 2, h, 3)), "#1c1410", 0.08);
  const bar = (y0: number, y1: number, t: string): void =>
    p.shape(
      [
        [x - w, y0],
        [x + w, y0],
        [x + w, y1],
        [x - w, y1],
      ],
      p.linear(
        [x - w, 0],
        [x + w, 0],
        [
          [0, tone(t, -0.12)],
          [0.3, tone(t, -0.05)],
          [0.31, tone(t, 0.26)],
          [0.66, tone(t, 0.16)],
          [0.67, tone(t, -0.25)],
          [1, tone(t, -0.5)],
        ],
      ),
    );
  p.shape(
    [
      [x - w, y - 114],
      [x, y - 156],
      [x + w, y - 114],
    ],
    p.linear(
      [x - w, 0],
      [x + w, 0],
      [
        [0, "#f0d9b1"],
        [0.5, "#e2c08d"],
        [1, "#b58d58"],
      ],
    ),
  );
  p.shape(
    [
      [x - 2.6, y - 144],
      [x, y - 156],
      [x + 2.6, y - 144],
    ],
    tone(c, -0.5),
  );
  bar(y - 116, y + 122, c);
  for (const k of [-6, 0, 6])
    p.ellipse(x + k, y - 115, 3.4, 4, tone(c, k < 0 ? -0.05 : k ? -0.3 : 0.2));
  bar(y + 122, y + 138, BRASS);
  bar(y + 138, y + 150, "#d8938a");
}
