/** Draws the pressed flower cards. */
import { tone } from "../../colour.ts";
import type { Look } from "../parts/look.ts";
import { sheet } from "./parts.ts";

export const pressedFlowerCards: Look = {
  rise: 0.9,
  alone: true,
  draw: (p, x, y, c) => {
    sheet(p, x + 40, y + 24, 190, 136, c, 0.16, true);
    sheet(p, x - 30, y - 14, 122, 172, "#f6efe1", -0.14, false);
    p.turned(
      [Math.cos(-0.14), Math.sin(-0.14), -Math.sin(-0.14), Math.cos(-0.14), x - 30, y - 14],
      () => {
        p.line("M0 60C-8 10 10 -20 2 -60", "#6c7c55", 1.8);
        for (const [k, [u, v]] of (
          [
            [-16, 20],
            [16, 4],
            [-12, -14],
            [13, -32],
          ] as const
        ).entries()) {
          p.ellipse(u, v, 12, 5.5, k % 2 ? "#8b9a6c" : "#71835b");
        }
        for (let k = 0; k < 7; k++)
          p.ellipse(
            2 + Math.cos(k * 0.9) * 13,
            -64 + Math.sin(k * 0.9) * 13,
            8,
            8,
            tone("#d48a7a", (k % 3) * 0.18),
          );
        p.ellipse(2, -64, 6, 6, "#d9a441");
      },
    );
  },
};
