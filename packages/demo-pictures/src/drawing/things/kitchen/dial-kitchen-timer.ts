/** Draws the dial kitchen timer. */
import { tone } from "../../colour.ts";
import { num } from "../../geometry.ts";
import { INK, type Look } from "../parts/look.ts";

export const dialKitchenTimer: Look = {
  draw: (p, x, y, c) => {
    p.cast([
      [x - 40, y, 0],
      [x + 40, y, 0],
      [x - 30, y, 80],
      [x + 30, y, 80],
    ]);
    p.contact(x, y, 34, 20);
    const [cx, b] = p.at(x, y, 42);
    p.ellipse(cx + 5, b + 1, 43, 43, tone(c, -0.5));
    p.ellipse(
      cx,
      b,
      42,
      42,
      p.linear(
        [cx - 40, b - 40],
        [cx + 40, b + 40],
        [
          [0, tone(c, 0.3)],
          [0.5, c],
          [1, tone(c, -0.25)],
        ],
      ),
    );
    p.ellipse(cx, b, 33, 33, "#f6f0e4");
    for (let k = 0; k < 24; k++) {
      const a = (k / 24) * 6.2832;
      const r = k % 6 ? 29 : 26;
      p.line(
        `M${num(cx + Math.cos(a) * 31)} ${num(b + Math.sin(a) * 31)}L${num(cx + Math.cos(a) * r)} ${num(b + Math.sin(a) * r)}`,
        INK,
        k % 6 ? 0.7 : 1.5,
        0.8,
      );
    }
    p.fill(
      `M${num(cx)} ${num(b)}V${num(b - 24)}A24 24 0 0 1 ${num(cx + 22)} ${num(b + 8)}Z`,
      "#d56a35",
      0.85,
    );
    p.ellipse(
      cx,
      b,
      9,
      9,
      p.linear(
        [cx - 9, b - 9],
        [cx + 9, b + 9],
        [
          [0, tone(c, 0.5)],
          [1, tone(c, -0.3)],
        ],
      ),
    );
    p.line(`M${num(cx)} ${num(b)}l14 5`, INK, 2.4);
  },
};
