/** Draws the abstract art frame. */
import { polygon, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { prism } from "../../solid.ts";
import type { Look } from "../parts/look.ts";

export const abstractArtFrame: Look = {
  rise: 0.2,
  alone: true,
  draw: (p, x, y, c) => frame(p, x, y, c),
};

function frame(p: Pen, x: number, y: number, c: string): void {
  const [w, h] = [300, 400];
  p.cast([
    [x - w / 2, y, 0],
    [x + w / 2, y, 0],
    [x - w / 2, y - 40, h],
    [x + w / 2, y - 40, h],
  ]);
  prism(p, roundedRect(x, y, w, 20, 2), 0, h, { colour: c, shadow: false });
  const [cx, b] = p.at(x, y + 10, h / 2);
  const r = (dw: number, dh: number): string =>
    polygon(roundedRect(cx, b, w - dw, (h - dh) * p.drop, 1));
  p.fill(
    r(24, 24),
    p.linear(
      [cx - 130, b - 180],
      [cx + 130, b + 180],
      [
        [0, "#e9e1d2"],
        [0.4, "#f6f0e4"],
        [1, "#efe6d5"],
      ],
    ),
  );
  p.clip(r(96, 110), () => {
    p.fill(r(90, 100), "#e7d3b4");
    p.ellipse(cx + 40, b - 60, 56, 56, "#cf6237");
    p.fill(
      `M${cx - 130} ${b + 60}C${cx - 60} ${b - 30} ${cx} ${b + 70} ${cx + 130} ${b - 10}V${b + 180}H${cx - 130}Z`,
      "#6f8377",
    );
    p.fill(
      `M${cx - 130} ${b + 110}C${cx - 40} ${b + 40} ${cx + 50} ${b + 120} ${cx + 130} ${b + 64}V${b + 180}H${cx - 130}Z`,
      "#33485a",
    );
    p.fill(`M${cx - 90} ${b - 120}c30 -18 60 -6 74 18c-24 14 -60 12 -74 -18Z`, "#f2e6cf");
  });
  p.fill(
    `M${cx - 138} ${b + 120}L${cx - 20} ${b - 188}H${cx + 50}L${cx - 90} ${b + 188}H${cx - 138}Z`,
    "#ffffff",
    0.13,
  );
}
