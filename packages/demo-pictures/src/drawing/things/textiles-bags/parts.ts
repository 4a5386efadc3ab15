/** Parts that several of these goods share. */

import { mix, tone } from "../../colour.ts";
import { num, type Point, polygon, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { cloth } from "../parts/cloth.ts";

const STITCH = 'stroke-dasharray="6 4.5"';
export function ground(p: Pen, x: number, y: number, half: number, high: number): void {
  p.contact(x, y / p.rise, half, 26, 0.9);
  p.cast([
    [x - half, y / p.rise - 16, 0],
    [x + half, y / p.rise - 16, 0],
    [x - half, y / p.rise + 16, 0],
    [x + half, y / p.rise + 16, 0],
    [x - half, y / p.rise, high],
    [x + half, y / p.rise, high],
  ]);
}

export function tote(
  p: Pen,
  x: number,
  y0: number,
  c: string,
  print: (w: number, h: number) => void,
): void {
  const y = y0 * p.rise;
  const [w, h] = [360, 370];
  ground(p, x, y, w * 0.47, h);
  const strap = (dy: number, t: string, wide: number): void =>
    p.line(
      `M${x - 76} ${y - h + 30}C${x - 84} ${y - h - 190 + dy} ${x + 84} ${y - h - 190 + dy} ${x + 76} ${y - h + 30}`,
      t,
      wide,
    );
  p.see([x, y - h - 124]);
  strap(18, tone(c, -0.55), 24);
  const body: Point[] = [
    [x - w / 2 + 6, y - h],
    [x + w / 2 - 6, y - h + 2],
    [x + w / 2 + 4, y - h * 0.5],
    [x + w / 2 - 8, y - 6],
    [x + w / 2 - 26, y + 4],
    [x - w / 2 + 24, y + 5],
    [x - w / 2 + 6, y - 8],
    [x - w / 2 - 4, y - h * 0.5],
  ];
  p.shape(
    body.map(([a, b]): Point => [a, b < y - h + 10 ? b - 9 : b]),
    tone(c, -0.5),
  );
  cloth(p, body, c, [], false);
  p.clip(polygon(body), () => print(w, h));
  p.fill(
    polygon(body),
    p.linear(
      [x - w / 2, 0],
      [x + w / 2, 0],
      [
        [0, "#1c0f12", 0.16],
        [0.1, "#fff8ec", 0.14],
        [0.3, "#1c0f12", 0.04],
        [0.42, "#fff8ec", 0.1],
        [0.6, "#1c0f12", 0.07],
        [0.74, "#fff8ec", 0.05],
        [1, "#1c0f12", 0.24],
      ],
    ),
  );
  for (const [a, b] of [
    [-0.36, -0.3],
    [0.34, 0.26],
    [-0.1, -0.16],
  ] as const)
    for (const k of [12, 7, 3])
      p.line(
        `M${x + w * a} ${y - h * 0.2}Q${x + (w * (a + b)) / 2} ${y - h * 0.08} ${x + w * b} ${y - 4}`,
        tone(c, -0.8),
        k,
        0.05,
      );
  p.line(`M${x - w / 2 + 8} ${y - h + 26}H${x + w / 2 - 8}`, tone(c, -0.6), 2, 0.6, STITCH);
  strap(0, tone(c, -0.3), 26);
  strap(0, tone(c, 0.06), 21);
  for (const s of [-1, 1]) {
    p.fill(polygon(roundedRect(x + s * 76, y - h + 44, 26, 44, 2)), tone(c, 0.04));
    p.line(
      `M${x + s * 76 - 9} ${y - h + 28}h18v34h-18Zl18 34m0 -34l-18 34`,
      tone(c, -0.6),
      1.6,
      0.6,
    );
  }
}

export function cushion(p: Pen, x: number, y0: number, c: string, kind: "loop" | "stripe"): void {
  const y = y0 * p.rise;
  ground(p, x, y, 170, 330);
  const o: Point[] = [
    [x - 198, y - 388],
    [x - 100, y - 372],
    [x, y - 368],
    [x + 100, y - 372],
    [x + 196, y - 384],
    [x + 182, y - 280],
    [x + 178, y - 190],
    [x + 186, y - 90],
    [x + 196, y + 2],
    [x + 90, y - 2],
    [x, y + 2],
    [x - 90, y - 2],
    [x - 198, y + 4],
    [x - 184, y - 90],
    [x - 180, y - 190],
    [x - 184, y - 280],
  ];
  cloth(p, o, c);
  p.clip(polygon(o), () => {
    if (kind === "loop")
      for (let k = 0; k < 900; k++) {
        const [a, b] = [x - 196 + p.random() * 392, y - 386 + p.random() * 388];
        const shade = (a - x) / 400 + (b - y + 190) / 600;
        p.body.push(
          `<circle cx="${num(a)}" cy="${num(b)}" r="${num(4 + p.random() * 4)}" fill="none" stroke="${tone(c, 0.24 - shade * 0.7 + p.random() * 0.14 - 0.1)}" stroke-width="2.6"/>`,
        );
      }
    else
      for (let k = -9; k < 10; k++) {
        const w = k % 3 ? 3 : 9;
        p.line(
          `M${x + k * 21} ${y - 390}Q${x + k * 18.5} ${y - 190} ${x + k * 21} ${y + 6}`,
          k % 3 ? "#3a3f4c" : mix("#3a3f4c", c, 0.25),
          w,
          0.75,
        );
      }
  });
  p.fill(
    polygon(o),
    p.radial([x - 50, y - 250], 320, [
      [0, "#fff8ec", 0.24],
      [0.45, "#fff8ec", 0.02],
      [0.75, "#1c0f12", 0.12],
      [1, "#1c0f12", 0.34],
    ]),
  );
  for (const [sx, sy] of [
    [-1, 0],
    [1, 0],
    [-1, 1],
    [1, 1],
  ] as const)
    for (const k of [14, 8, 3])
      p.line(
        `M${x + sx * 186} ${y - 376 + sy * 368}Q${x + sx * 150} ${y - 330 + sy * 276} ${x + sx * 120} ${y - 306 + sy * 230}`,
        "#1c0f12",
        k,
        0.04,
      );
}
