/** Draws the beech book stand. */
import { tone } from "../../colour.ts";
import { num } from "../../geometry.ts";
import { box } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

export const beechBookStand: Look = {
  rise: 0.3,
  alone: true,
  draw: (p, x, y, c) => {
    box(p, x, y + 30, 0, [250, 60, 14], { colour: c, radius: 6 });
    const A = p.at(x - 125, y + 8, 12);
    const B = p.at(x + 125, y + 8, 12);
    const C = p.at(x + 125, y - 70, 190);
    const D = p.at(x - 125, y - 70, 190);
    p.cast([
      [x - 125, y, 0],
      [x + 125, y, 0],
      [x - 125, y - 70, 190],
      [x + 125, y - 70, 190],
    ]);
    p.shape(
      [A, B, C, D],
      p.linear(D, B, [
        [0, tone(c, 0.2)],
        [1, tone(c, -0.2)],
      ]),
    );
    const page = (s: number): void => {
      p.shape(
        [
          [x, A[1] - 4],
          [x + s * 112, A[1] - 10],
          [x + s * 108, D[1] + 4],
          [x, D[1] + 12],
        ],
        p.linear(
          [x, 0],
          [x + s * 112, 0],
          [
            [0, "#cfc2aa"],
            [0.16, "#efe7d7"],
            [1, s < 0 ? "#fbf6ec" : "#e9dfcc"],
          ],
        ),
      );
      for (let k = 0; k < 13; k++)
        p.line(
          `M${num(x + s * 20)} ${num(D[1] + 34 + k * 10.5)}L${num(x + s * (k % 5 === 4 ? 60 : 94))} ${num(D[1] + 30 + k * 10.4)}`,
          "#8c8272",
          1.4,
          0.5,
        );
    };
    page(-1);
    page(1);
    box(p, x, y + 26, 14, [250, 10, 16], { colour: tone(c, 0.05), radius: 3, shadow: false });
  },
};
