/** Draws the low lounge chair. */
import { tone } from "../../colour.ts";
import { num, type Point } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { box, rod } from "../../solid.ts";
import { type Look, WOOD } from "../parts/look.ts";

export const lowLoungeChair: Look = {
  rise: 0.4,
  alone: true,
  draw: (p, x, y, c) => chair(p, x, y, c),
};

function chair(p: Pen, x: number, y: number, c: string): void {
  const q = (a: number, b: number, z: number): Point => p.at(x + a, y + b, z);
  for (const [a, b] of [
    [-260, 200],
    [260, 200],
    [-260, -190],
    [260, -190],
  ] as const)
    p.contact(x + a, y + b, 20);
  for (const s of [-1, 1]) {
    rod(p, [x + s * 262, y - 190, 0], [x + s * 262, y + 170, 400], 15, tone(WOOD, -0.2));
    rod(p, [x + s * 262, y + 200, 0], [x + s * 240, y - 260, 700], 15, WOOD);
  }
  p.cast(
    [
      [x - 240, y - 250, 700],
      [x + 240, y - 250, 700],
      [x - 240, y + 160, 240],
      [x + 240, y + 160, 240],
      [x, y, 200],
    ],
    0.9,
  );
  const back: Point[] = [
    q(-236, -262, 720),
    q(236, -262, 720),
    q(226, -120, 420),
    q(218, -60, 270),
    q(-218, -60, 270),
    q(-226, -120, 420),
  ];
  p.shape(
    back,
    p.linear(q(-236, -262, 720), q(236, -60, 270), [
      [0, tone(c, 0.26)],
      [0.5, c],
      [1, tone(c, -0.3)],
    ]),
  );
  p.shape(
    [
      q(-218, -70, 276),
      q(218, -70, 276),
      q(240, 230, 330),
      q(236, 230, 296),
      q(-236, 230, 296),
      q(-240, 230, 330),
    ],
    p.linear(q(0, -70, 276), q(0, 230, 330), [
      [0, tone(c, -0.42)],
      [0.4, tone(c, -0.06)],
      [1, tone(c, 0.2)],
    ]),
  );
  for (const k of [-78, 78])
    p.line(
      `M${num(q(k * 1.1, -262, 720)[0])} ${num(q(k, -262, 720)[1])}L${num(q(k, -66, 270)[0])} ${num(q(k, -66, 270)[1])}L${num(q(k * 1.14, 230, 326)[0])} ${num(q(k, 230, 326)[1])}`,
      tone(c, -0.5),
      4,
      0.5,
      'stroke-dasharray="16 9"',
    );
  rod(p, [x - 250, y - 264, 724], [x + 250, y - 264, 724], 14, WOOD);
  rod(p, [x - 254, y + 234, 322], [x + 254, y + 234, 322], 14, tone(WOOD, -0.05));
  for (const s of [-1, 1]) {
    box(p, x + s * 268, y - 20, 420, [60, 420, 22], { colour: WOOD, radius: 14, shadow: false });
    rod(p, [x + s * 262, y + 170, 0], [x + s * 262, y + 170, 420], 14, WOOD);
    p.contact(x + s * 262, y + 170, 18);
  }
}
