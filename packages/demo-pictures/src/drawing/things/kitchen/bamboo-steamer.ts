/** Draws the bamboo steamer. */
import { tone } from "../../colour.ts";
import { band, rings } from "../../decor.ts";
import { lathe } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import { tube } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

export const bambooSteamer: Look = {
  rise: 0.36,
  alone: true,
  draw: (p, x, y, c) => {
    for (const [z, h] of [
      [0, 52],
      [54, 52],
    ] as const)
      lathe(
        p,
        x,
        y,
        [
          [112, z, 1],
          [112, z + h],
        ],
        {
          colour: c,
          finish: "satin",
          shadow: z === 0,
          decor: (s) => {
            band(s, z + h - 12, z + h - 2, tone(c, -0.24));
            band(s, z + 4, z + 12, tone(c, -0.2));
            rings(s, [z + 0.6], tone(c, -0.9), 1.6, 0.5);
          },
        },
      );
    const s = lathe(
      p,
      x,
      y,
      [
        [115, 108, 1],
        [115, 128],
      ],
      {
        colour: c,
        finish: "satin",
        shadow: false,
        decor: (u) => rings(u, [108.6], tone(c, -0.9), 1.6, 0.6),
      },
    );
    cap(s);
    const [, ly] = p.at(x, y, 128);
    p.plane(x, y, 128, 0.5, () => {
      p.clip("M-104 0a104 104 0 1 0 208 0a104 104 0 1 0 -208 0Z", () => {
        for (let k = -9; k < 10; k++) {
          p.line(`M${k * 12} -110V110`, tone(c, k % 2 ? -0.3 : 0.3), 9, 0.5);
        }
        for (let k = -9; k < 10; k++)
          for (let j = -9; j < 10; j++)
            if ((k + j) % 2) p.fill(`M${k * 12 - 5} ${j * 12 - 6}h10v12h-10Z`, tone(c, 0.2), 0.6);
      });
    });
    tube(
      p,
      [
        [x - 18, ly + 3],
        [x - 10, ly - 14],
        [x + 10, ly - 14],
        [x + 18, ly + 3],
      ],
      [3.4, 3.4, 3.4],
      tone(c, -0.2),
    );
  },
};
