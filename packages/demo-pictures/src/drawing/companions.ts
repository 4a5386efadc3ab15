/** Small props that stand beside the goods: fruit, stones, a sprig, linen, a book. */

import { tone } from "./colour.ts";
import { lathe } from "./lathe.ts";
import { mouth } from "./openings.ts";
import type { Pen } from "./pen.ts";
import { leaf, sprig } from "./plants.ts";
import { ball, box } from "./solid.ts";

export interface Companion {
  /** Half its width, millimetres. */
  readonly half: number;
  /** Low enough to stand in front of the goods. */
  readonly low?: boolean;
  readonly draw: (pen: Pen, x: number, y: number) => void;
}

const fruit = (colour: string): Companion => ({
  half: 62,
  low: true,
  draw: (p, x, y) => {
    if (p.rise > 0.8) return stonesFlat(p, x, y, colour);
    ball(p, x + 34, y - 16, 0, 31, tone(colour, -0.1), 0.88);
    ball(p, x - 26, y + 14, 0, 33, colour, 0.88);
    const [a, b] = p.at(x - 24, y + 14, 58);
    leaf(p, [a, b], -0.5, 30, 12, "#66794e");
  },
});

const stones: Companion = {
  half: 38,
  low: true,
  draw: (p, x, y) => {
    if (p.rise > 0.8) return stonesFlat(p, x, y, "#8d8a84");
    ball(p, x, y, 0, 29, "#8d8a84", 0.5, 0.2);
    ball(p, x - 3, y, 26, 19, "#c9c0b2", 0.52, 0.3);
    ball(p, x + 38, y + 16, 0, 12, "#b3a794", 0.6, 0.25);
  },
};

const bud = (colour: string, leaf: string, bloom?: string): Companion => ({
  half: 46,
  draw: (p, x, y) => {
    if (p.rise > 0.8)
      return void sprig(p, [x - 30, y + 110], [x + 30, y - 130], 11, 58, leaf, "flat", bloom);
    const s = lathe(
      p,
      x,
      y,
      [
        [26, 0, 1],
        [38, 16],
        [42, 44],
        [26, 84],
        [12, 104],
        [11, 122],
        [16, 132],
      ],
      { colour, finish: "satin" },
    );
    mouth(s, { wall: 2.4, depth: 10 });
    const [a, b] = p.at(x, y, 131);
    sprig(p, [a, b], [a - 54, b - 150], 9, 56, leaf, "bud-a", bloom);
    sprig(p, [a, b], [a + 46, b - 104], 6, 46, leaf, "bud-b", bloom);
  },
});

const book = (a: string, b: string): Companion => ({
  half: 84,
  low: true,
  draw: (p, x, y) => {
    const k = p.rise > 0.8 ? 0.8 : 1;
    box(p, x, y, 0, [160 * k, 116 * k, 22], { colour: a, radius: 2, yaw: -0.16 });
    box(p, x + 4, y - 2, 22, [138 * k, 104 * k, 16], { colour: b, radius: 2, yaw: 0.08 });
  },
});

function stonesFlat(p: Pen, x: number, y: number, colour: string): void {
  for (const [dx, dy, r, t] of [
    [0, 0, 34, 0],
    [-22, 58, 22, 0.2],
    [24, -62, 18, -0.2],
  ] as const) {
    for (const o of [4, 8, 12]) p.ellipse(x + dx + o, y + dy + o, r, r * 0.92, "#1c1410", 0.08);
    p.ellipse(
      x + dx,
      y + dy,
      r,
      r * 0.92,
      p.radial([x + dx - r * 0.4, y + dy - r * 0.4], r * 1.6, [
        [0, tone(colour, 0.45)],
        [0.35, tone(colour, t)],
        [1, tone(colour, -0.55)],
      ]),
    );
  }
}

const SETS: Record<string, readonly Companion[]> = {
  tableware: [fruit("#d9772b"), bud("#7e8d84", "#73855f", "#f1ddd0"), stones, fruit("#c9a93f")],
  "tea-coffee": [bud("#c9b497", "#6c7d59"), book("#8a4f3c", "#e9dfcb"), stones, fruit("#b9b850")],
  kitchen: [fruit("#c9483f"), fruit("#e2b23a"), bud("#a9b59b", "#5f7a4f"), fruit("#8fa04e")],
  "lighting-home": [book("#3f5261", "#d9b778"), bud("#e9e0d0", "#7a8a60", "#e9c3b2"), stones],
  stationery: [book("#c27a56", "#efe6d6"), bud("#8fa0a3", "#76875f"), stones],
  "textiles-bags": [
    bud("#b98a6a", "#7b8862", "#f0dfd2"),
    book("#5f6f66", "#e6d3b3"),
    fruit("#d9892f"),
  ],
  "body-scent": [bud("#e6dccb", "#7d8e6a", "#efd9d6"), stones, fruit("#e2b93a")],
  "outdoor-picnic": [
    fruit("#c9483f"),
    fruit("#e0a92e"),
    stones,
    bud("#d9c8a8", "#6f8458", "#f5efe0"),
  ],
};

/** Chooses a companion for behind and a low one for in front. */
export function companions(category: string, random: () => number): readonly Companion[] {
  const set = SETS[category] ?? [stones];
  const back = set[Math.floor(random() * set.length)] ?? stones;
  const low = set.filter((prop) => prop.low && prop !== back);
  return [back, low[Math.floor(random() * low.length)] ?? stones];
}
