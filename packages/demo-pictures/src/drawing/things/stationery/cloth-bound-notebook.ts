/** Draws the cloth bound notebook. */
import { tone } from "../../colour.ts";
import { num, polygon, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { book } from "../parts/cloth.ts";
import { INK, type Look } from "../parts/look.ts";

export const clothBoundNotebook: Look = {
  rise: 0.62,
  draw: (p, x, y, c) => {
    book(p, x, y, 0, 150, 212, 20, c, -0.22, () => {
      p.fill(polygon(roundedRect(14, -50, 62, 34, 2)), "#f2eadb");
      p.line("M-4 -54H32M2 -46H26", INK, 1.6, 0.7);
      weaveLines(p, 150, 212, c);
    });
    const [a, b] = p.at(x + 8, y + 104, 8);
    p.line(`M${num(a)} ${num(b)}q6 22 -4 40`, "#c2603a", 5);
  },
};

function weaveLines(p: Pen, w: number, d: number, c: string): void {
  for (let k = 1; k < 40; k++)
    p.line(
      `M${num(-w / 2 + 12 + (k * (w - 14)) / 40)} ${-d / 2 + 2}V${d / 2 - 2}`,
      tone(c, k % 2 ? -0.4 : 0.3),
      0.6,
      0.22,
    );
}
