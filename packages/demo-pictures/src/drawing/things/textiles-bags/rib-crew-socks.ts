/** Draws the rib crew socks. */
import { tone } from "../../colour.ts";
import { curve, type Point, polygon } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { cloth } from "../parts/cloth.ts";
import type { Look } from "../parts/look.ts";

export const ribCrewSocks: Look = {
  rise: 0.94,
  alone: true,
  draw: (p, x, y, c) => {
    sock(p, x - 62, y - 14, tone(c, -0.1), "#e8dcc4");
    sock(p, x + 34, y + 14, c, "#c2603a");
  },
};

function sock(p: Pen, x: number, y: number, c: string, heel: string): void {
  const d: Point[] = [
    [x - 46, y - 190],
    [x + 40, y - 190],
    [x + 44, y - 40],
    [x + 56, y + 40],
    [x + 130, y + 92],
    [x + 160, y + 134],
    [x + 136, y + 172],
    [x + 60, y + 160],
    [x - 28, y + 120],
    [x - 50, y + 60],
    [x - 44, y - 60],
  ];
  const path = curve([...d, d[0] ?? [x, y]], 6);
  p.shape(
    path.map(([a, b]): Point => [a + 8, b + 10]),
    "#1c1410",
    0.2,
  );
  cloth(p, path, c, [], false);
  p.clip(polygon(path), () => {
    p.ellipse(x + 152, y + 150, 54, 52, heel);
    p.ellipse(x - 46, y + 112, 54, 46, heel);
    for (let k = -5; k < 6; k++)
      p.line(`M${x + k * 9 - 2} ${y - 192}V${y - 128}`, tone(c, -0.6), 2.4, 0.45);
    p.line(`M${x - 50} ${y - 124}H${x + 48}M${x - 50} ${y - 110}H${x + 48}`, heel, 6);
    for (let k = -5; k < 6; k++)
      p.line(
        `M${x + k * 9 - 2} ${y - 100}C${x + k * 9} ${y} ${x + k * 9 + 20} ${y + 60} ${x + k * 10 + 90} ${y + 130}`,
        tone(c, -0.5),
        1.5,
        0.22,
      );
  });
  p.fill(
    polygon(path),
    p.linear(
      [x - 60, 0],
      [x + 140, 0],
      [
        [0, "#fff8ec", 0.16],
        [0.3, "#fff8ec", 0],
        [0.8, "#1c0f12", 0.16],
        [1, "#1c0f12", 0.26],
      ],
    ),
  );
}
