/** Draws the washed linen runner. */
import { tone } from "../../colour.ts";
import { num, type Point } from "../../geometry.ts";
import { cloth } from "../parts/cloth.ts";
import type { Look } from "../parts/look.ts";

export const washedLinenRunner: Look = {
  rise: 0.94,
  alone: true,
  draw: (p, x, y, c) => {
    const d: Point[] = [
      [x - 96, y - 260],
      [x + 92, y - 250],
      [x + 104, y - 60],
      [x + 94, y + 120],
      [x + 100, y + 262],
      [x - 90, y + 256],
      [x - 104, y + 60],
      [x - 92, y - 110],
    ];
    p.shape(
      d.map(([a, b]): Point => [a + 9, b + 10]),
      "#1c1410",
      0.18,
    );
    cloth(
      p,
      d,
      c,
      [
        [
          [x - 40, y - 240],
          [x - 60, y - 60],
          [x - 36, y + 120],
        ],
        [
          [x + 30, y - 200],
          [x + 54, y + 20],
          [x + 28, y + 240],
        ],
        [
          [x - 70, y + 20],
          [x - 30, y + 150],
          [x - 52, y + 246],
        ],
      ],
      false,
    );
    for (const s of [-1, 1]) {
      p.line(
        `M${x - 92} ${y + s * 226}H${x + 94}M${x - 92} ${y + s * 216}H${x + 94}`,
        tone(c, -0.6),
        3,
        0.6,
      );
      for (let k = 0; k < 34; k++)
        p.line(
          `M${num(x - 90 + k * 5.5)} ${num(y + s * 256)}v${s * (14 + (k % 3) * 4)}`,
          tone(c, 0.1 - (k % 2) * 0.2),
          1.7,
        );
    }
  },
};
