/** Bottles, dispensers, jars, knobs and flames. */
import { type Hex, tone } from "../../colour.ts";
import { label, rings } from "../../decor.ts";
import { num, type Row } from "../../geometry.ts";
import { type LatheStyle, lathe, type Surface } from "../../lathe.ts";
import { cap } from "../../openings.ts";
import type { Pen } from "../../pen.ts";
import { tube } from "../../solid.ts";

/** A bottle profile: body, shoulder, neck. */
export function bottleRows(r: number, h: number, neck: number, shoulder = 0.66, soft = 0.1): Row[] {
  return [
    [r - 3, 0, 1],
    [r, 3],
    [r, h * (shoulder - 0.04)],
    [r * 0.94, h * shoulder],
    [neck + (r - neck) * 0.35, h * (shoulder + soft)],
    [neck, h * (shoulder + soft * 1.7)],
    [neck, h],
  ];
}

/** A dispenser: bottle, collar, pump head. */
export function pump(
  pen: Pen,
  x: number,
  y: number,
  r: number,
  h: number,
  colour: Hex,
  head: Hex,
  paper: Hex,
  ink: Hex,
  mark: number,
  finish: LatheStyle["finish"] = "satin",
  rows?: readonly Row[],
): void {
  lathe(
    pen,
    x,
    y,
    rows ?? [
      [r - 3, 0, 1],
      [r, 3],
      [r, h * 0.84],
      [r * 0.9, h * 0.92],
      [r * 0.5, h * 0.97],
      [r * 0.42, h],
    ],
    { colour, finish, decor: (s) => label(s, h * 0.2, h * 0.64, 0.78, paper, ink, mark) },
  );
  const top = lathe(
    pen,
    x,
    y,
    [
      [r * 0.46, h, 1],
      [r * 0.46, h + 13],
    ],
    { colour: head, finish: "satin", shadow: false },
  );
  cap(top);
  const stem = lathe(
    pen,
    x,
    y,
    [
      [4, h + 13, 1],
      [4, h + 30],
    ],
    { colour: tone(head, -0.1), finish: "satin", shadow: false },
  );
  cap(stem);
  const [px, py] = pen.at(x, y, h + 34);
  tube(
    pen,
    [
      [px, py],
      [px - r * 0.6, py],
      [px - r * 1.05, py + 2],
      [px - r * 1.2, py + 10],
    ],
    [4.4, 4.2, 3.6, 2.8],
    head,
  );
  cap(
    lathe(
      pen,
      x,
      y,
      [
        [10, h + 28, 1],
        [11, h + 38],
        [9, h + 42],
      ],
      { colour: head, finish: "satin", shadow: false },
    ),
  );
}

/** A candle in a cup with a lit wick. */
export function flame(pen: Pen, x: number, y: number, z: number, size: number): void {
  const [cx, cy] = pen.at(x, y, z);
  pen.line(`M${num(cx)} ${num(cy)}v${num(-size * 0.3)}`, "#3a2a22", size * 0.07);
  const oy = cy - size * 0.75;
  pen.ellipse(
    cx,
    oy,
    size * 1.5,
    size * 1.5,
    pen.radial([cx, oy], size * 1.5, [
      [0, "#ffe2a0", 0.55],
      [0.4, "#ffcf85", 0.2],
      [1, "#ffcf85", 0],
    ]),
  );
  const drop = (w: number, a: number, b: number): string =>
    `M${num(cx)} ${num(cy - size * a)}C${num(cx + w)} ${num(cy - size * 0.65)} ${num(cx + w)} ${num(cy - size * b)} ${num(cx)} ${num(cy - size * b)}S${num(cx - w)} ${num(cy - size * 0.65)} ${num(cx)} ${num(cy - size * a)}Z`;
  pen.fill(drop(size * 0.26, 1.5, 0.16), "#f6a840");
  pen.fill(drop(size * 0.17, 1.2, 0.18), "#fff1c2");
}

/** A lidded jar or tin: body, parting line, lid, optional knob. */
export function jar(
  pen: Pen,
  x: number,
  y: number,
  r: number,
  h: number,
  colour: Hex,
  lid: Hex,
  style: {
    finish?: LatheStyle["finish"];
    lidHeight?: number;
    knob?: Hex;
    lidFinish?: LatheStyle["finish"];
    decor?: (s: Surface) => void;
    over?: number;
  } = {},
): void {
  lathe(
    pen,
    x,
    y,
    [
      [r - 2, 0, 1],
      [r, 2],
      [r, h],
    ],
    { colour, finish: style.finish ?? "satin", decor: style.decor },
  );
  const lh = style.lidHeight ?? h * 0.22;
  const o = style.over ?? 1;
  const s = lathe(
    pen,
    x,
    y,
    [
      [r + o, h, 1],
      [r + o, h + lh - 2],
      [r + o - 2, h + lh],
    ],
    {
      colour: lid,
      finish: style.lidFinish ?? "satin",
      shadow: false,
      decor: (t) => rings(t, [h + 0.8], tone(lid, -0.8), 1.4, 0.5),
    },
  );
  cap(s);
  if (style.knob) knob(pen, x, y, h + lh, r * 0.2, style.knob);
}

export function knob(
  pen: Pen,
  x: number,
  y: number,
  z: number,
  r: number,
  colour: Hex,
  finish: LatheStyle["finish"] = "satin",
): void {
  const [cx, cy] = pen.at(x, y, z);
  pen.ellipse(cx + r * 0.5, cy + r * 0.2, r * 1.5, r * 1.5 * pen.rise, "#20120f", 0.18);
  cap(
    lathe(
      pen,
      x,
      y,
      [
        [r * 0.55, z, 1],
        [r * 0.5, z + r * 0.4],
        [r, z + r * 1.1],
        [r * 0.86, z + r * 1.7],
        [r * 0.4, z + r * 1.9],
      ],
      { colour, finish, shadow: false, steps: 26 },
    ),
  );
}
