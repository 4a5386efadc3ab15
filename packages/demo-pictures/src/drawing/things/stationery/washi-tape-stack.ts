/** Draws the washi tape stack. */
import { tone } from "../../colour.ts";
import { rings } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import type { Pen } from "../../pen.ts";
import type { Look } from "../parts/look.ts";

export const washiTapeStack: Look = {
  rise: 0.4,
  draw: (p, x, y, c) => {
    const set = [c, "#e8dcc4", "#b9694a", "#7f9382", "#e3b95f"];
    for (const [k, t] of set.slice(0, 4).entries()) {
      const s = lathe(
        p,
        x - 24 + (k % 2) * 4,
        y,
        [
          [44, k * 20, 1],
          [44, k * 20 + 19.4],
        ],
        {
          colour: t,
          finish: "satin",
          shadow: k === 0,
          decor: (u) => {
            if (k % 2)
              for (let i = 0; i < 13; i++) {
                const [a, b] = u.point(-1.2 + i * 0.2, k * 20 + 10);
                p.ellipse(a, b, 2.2, 3, "#fff8ea", 0.8);
              }
            else rings(u, [k * 20 + 6, k * 20 + 13], tone(t, 0.5), 1.6, 0.7);
          },
        },
      );
      ringTop(p, s, t);
    }
    const t = lathe(
      p,
      x + 62,
      y + 46,
      [
        [38, 0, 1],
        [38, 16],
      ],
      { colour: "#e3b95f", finish: "satin" },
    );
    ringTop(p, t, "#e3b95f");
  },
};

function ringTop(p: Pen, s: ReturnType<typeof lathe>, c: string): void {
  cap(s, c);
  const [cx, cy] = p.at(s.x, s.y, s.high);
  const r = s.radius(s.high);
  p.ellipse(cx, cy, r * 0.8, r * 0.8 * p.rise, "#d8c19a");
  p.ellipse(
    cx,
    cy,
    r * 0.74,
    r * 0.74 * p.rise,
    p.linear(
      [cx - r * 0.7, 0],
      [cx + r * 0.7, 0],
      [
        [0, "#4a3a2e"],
        [0.6, "#8a7259"],
        [1, "#b9a07c"],
      ],
    ),
  );
}
