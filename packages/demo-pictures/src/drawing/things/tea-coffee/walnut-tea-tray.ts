/** Draws the walnut tea tray. */

import { tone } from "../../colour.ts";
import { num } from "../../geometry.ts";
import { lathe } from "../../lathe.ts";
import type { Pen } from "../../pen.ts";
import { box } from "../../solid.ts";
import type { Look } from "../parts/look.ts";
import { cup, handle } from "../parts/vessels.ts";
import { lid, spout } from "./parts.ts";

export const walnutTeaTray: Look = {
  rise: 0.46,
  alone: true,
  draw: (p, x, y, c) => {
    box(p, x, y, 0, [300, 178, 16], { colour: c, radius: 20 });
    p.plane(x, y, 16, 0, () => {
      for (let k = -4; k < 5; k++)
        p.line(
          `M-140 ${k * 18}C-60 ${k * 18 - 7} 50 ${k * 18 + 8} 140 ${k * 18 - 2}`,
          tone(c, -0.4),
          1.1,
          0.45,
        );
    });
    lifted(p, 16, () => {
      handle(p, x - 64, y - 20, 48, 62, 24, 28, 5, "#e9e1d0");
      spout(
        p,
        x - 104,
        y - 20,
        26,
        [
          [-18, 14],
          [-30, 32],
        ],
        [10, 7, 4.6],
        "#e9e1d0",
      );
      lathe(
        p,
        x - 64,
        y - 20,
        [
          [32, 0, 1],
          [36, 4],
          [50, 32],
          [42, 60],
          [26, 70],
        ],
        { colour: "#e9e1d0", finish: "gloss" },
      );
      lid(p, x - 64, y - 20, 26, 69, 9, "#e9e1d0", "#e9e1d0");
      for (const [dx, dy] of [
        [44, -28],
        [96, 4],
        [40, 44],
      ] as const)
        cup(p, x + dx, y + dy, [26, 30], {
          colour: "#e9e1d0",
          finish: "gloss",
          foot: 16,
          wall: 2,
          liquid: "#b7a045",
          fill: 7,
        });
    });
  },
};

/** Draws `inside` standing on something `high` above the floor. */
export function lifted(p: Pen, high: number, inside: () => void): void {
  const floor = p.floor.splice(0);
  const mark = p.body.length;
  const dy = -high * p.drop;
  const [top, bottom] = [p.top, p.bottom];
  inside();
  const drawn = p.body.splice(mark);
  const shadows = p.floor.splice(0);
  p.floor.push(...floor);
  p.body.push(`<g transform="translate(0 ${num(dy)})">`, ...shadows, ...drawn, "</g>");
  p.top = Math.min(top, p.top + dy);
  p.bottom = Math.max(bottom, p.bottom + dy);
}
