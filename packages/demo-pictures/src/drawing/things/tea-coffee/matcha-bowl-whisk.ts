/** Draws the matcha bowl whisk. */
import { tone } from "../../colour.ts";
import { band, dip, speckle } from "../../decor.ts";
import { num } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import { cap, mouth } from "../../openings.ts";
import type { Pen } from "../../pen.ts";
import { INK, type Look } from "../parts/look.ts";

export const matchaBowlWhisk: Look = {
  rise: 0.4,
  alone: true,
  draw: (p, x, y, c) => {
    const s = lathe(
      p,
      x - 26,
      y - 10,
      [
        [30, 0, 1],
        [32, 6, 1],
        [52, 20],
        [60, 52],
        [62, 78],
      ],
      {
        colour: c,
        finish: "satin",
        decor: (t) => {
          dip(t, 26, tone(c, -0.55), 4, true);
          speckle(t, 60);
        },
      },
    );
    mouth(s, { wall: 4, liquid: "#8ea646", fill: 26, depth: 64 });
    whisk(p, x + 78, y + 26);
  },
};

function whisk(p: Pen, x: number, y: number): void {
  p.contact(x, y, 22, 22, 0.8);
  p.cast([
    [x - 20, y, 0],
    [x + 20, y, 0],
    [x - 12, y, 100],
    [x + 12, y, 100],
  ]);
  for (let k = 0; k < 21; k++) {
    const u = Math.sin(-1.5 + (k / 20) * 3);
    const [bx, by] = p.at(x + u * 24, y + Math.cos(-1.5 + k * 0.15) * 10, 4);
    const [tx, ty] = p.at(x + u * 10, y, 58);
    p.line(
      `M${num(tx)} ${num(ty)}C${num(bx)} ${num(ty + 16)} ${num(bx + u * 3)} ${num(by - 12)} ${num(bx - u * 4)} ${num(by)}`,
      tone("#d8b878", 0.1 - 0.4 * Math.max(0, u)),
      1.5,
    );
  }
  cap(
    lathe(
      p,
      x,
      y,
      [
        [11, 56, 1],
        [12, 70],
        [11, 106],
      ],
      { colour: "#cda866", finish: "satin", shadow: false, decor: (s) => band(s, 58, 66, INK) },
    ),
  );
}
