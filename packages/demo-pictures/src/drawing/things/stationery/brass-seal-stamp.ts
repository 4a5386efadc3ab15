/** Draws the brass seal stamp. */
import { tone } from "../../colour.ts";
import { lathe } from "../../lathe.ts";
import { BRASS, type Look } from "../parts/look.ts";

export const brassSealStamp: Look = {
  draw: (p, x, y, c) => {
    lathe(
      p,
      x - 26,
      y - 8,
      [
        [19, 0, 1],
        [20, 3],
        [20, 16],
        [12, 20],
        [10, 30],
      ],
      { colour: BRASS, finish: "metal" },
    );
    lathe(
      p,
      x - 26,
      y - 8,
      [
        [10, 30, 1],
        [13, 40],
        [18, 74],
        [14, 96],
        [5, 102],
      ],
      { colour: c, finish: "gloss", shadow: false },
    );
    for (const [dx, dy, t] of [
      [34, 14, "#a8382f"],
      [64, -18, "#2f4f6f"],
    ] as const) {
      const [a, b] = p.at(x + dx, y + dy, 3);
      p.contact(x + dx, y + dy, 20);
      p.ellipse(a, b, 22, 9.5, tone(t, -0.35));
      p.ellipse(
        a - 1,
        b - 2.4,
        21,
        8.6,
        p.linear(
          [a - 20, b - 8],
          [a + 20, b + 8],
          [
            [0, tone(t, 0.4)],
            [0.5, t],
            [1, tone(t, -0.3)],
          ],
        ),
      );
      p.ellipse(a - 1, b - 2, 13, 5, tone(t, -0.25));
      p.ellipse(a - 1, b - 1.6, 8, 3, tone(t, 0.1));
    }
  },
};
