/** Parts that several of these goods share. */
import { tone } from "../../colour.ts";
import { type Point, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";

/** A flat sheet, card or board seen from above; `flap` makes it an envelope. */
export function sheet(
  p: Pen,
  x: number,
  y: number,
  w: number,
  h: number,
  c: string,
  yaw: number,
  flap: boolean,
): void {
  const q = (grow: number, by: number): Point[] =>
    roundedRect(x + by, y + by, w + grow, h + grow, 4, yaw);
  for (const o of [3, 6, 10]) p.shape(q(o * 0.4, o), "#1c1410", 0.08);
  p.shape(
    q(0, 0),
    p.linear(
      [x - w / 2, y - h / 2],
      [x + w / 2, y + h / 2],
      [
        [0, tone(c, 0.22)],
        [0.5, c],
        [1, tone(c, -0.14)],
      ],
    ),
  );
  if (!flap) return;
  p.turned([Math.cos(yaw), Math.sin(yaw), -Math.sin(yaw), Math.cos(yaw), x, y], () => {
    p.fill(`M${-w / 2} ${h / 2}L0 ${h * 0.02}L${w / 2} ${h / 2}Z`, tone(c, 0.1));
    p.fill(`M${-w / 2 + 3} ${-h / 2}L0 ${h * 0.16}L${w / 2 - 3} ${-h / 2}Z`, tone(c, -0.2));
    p.fill(`M${-w / 2 + 3} ${-h / 2}L0 ${h * 0.13}L${w / 2 - 3} ${-h / 2}Z`, tone(c, 0.16));
    p.ellipse(0, h * 0.1, 13, 13, "#a8382f");
    p.ellipse(-1, h * 0.1 - 1, 8, 8, "#c25a4c");
  });
}
