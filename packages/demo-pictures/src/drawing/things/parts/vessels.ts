/** Handles, cups, bowls and plates. */
import { type Hex, tone } from "../../colour.ts";
import { type LatheStyle, lathe, type Surface } from "../../lathe.ts";
import { vessel } from "../../openings.ts";
import type { Pen } from "../../pen.ts";
import { tube } from "../../solid.ts";

/** A cup handle on the right, drawn before its cup. */
export function handle(
  pen: Pen,
  x: number,
  y: number,
  radius: number,
  high: number,
  low: number,
  out: number,
  thick: number,
  colour: Hex,
): void {
  const [, a] = pen.at(x, y, high);
  const [, b] = pen.at(x, y, low);
  const r = radius * 0.93;
  tube(
    pen,
    [
      [x + r, a],
      [x + radius + out * 0.62, a - thick * 0.2],
      [x + radius + out, a + (b - a) * 0.36],
      [x + radius + out * 0.66, b - (b - a) * 0.1],
      [x + r, b],
    ],
    [thick, thick * 0.92, thick * 0.86, thick * 0.9, thick],
    colour,
  );
}

/** Straight, tapered or rounded cup. */
export function cup(
  pen: Pen,
  x: number,
  y: number,
  size: readonly [radius: number, height: number],
  style: LatheStyle & {
    foot?: number;
    belly?: number;
    handle?: number;
    liquid?: Hex;
    inside?: Hex;
    wall?: number;
    fill?: number;
  },
): Surface {
  const [r, h] = size;
  const foot = style.foot ?? r * 0.82;
  const belly = style.belly ?? 0;
  if (style.handle)
    handle(
      pen,
      x,
      y,
      r * 0.98 + belly * 0.6,
      h * 0.82,
      h * 0.26,
      style.handle,
      Math.max(4, r * 0.13),
      style.colour,
    );
  return vessel(
    pen,
    x,
    y,
    [
      [foot - 2, 0, 1],
      [foot, 2],
      [foot + (r - foot) * 0.5 + belly, h * 0.34],
      [r + belly * 0.4, h * 0.7],
      [r, h],
    ],
    style,
  );
}

/** A bowl on a foot ring. */
export function bowl(
  pen: Pen,
  x: number,
  y: number,
  size: readonly [radius: number, height: number],
  style: LatheStyle & { inside?: Hex; liquid?: Hex; fill?: number; wall?: number; flare?: number },
): Surface {
  const [r, h] = size;
  const f = style.flare ?? 0;
  return vessel(
    pen,
    x,
    y,
    [
      [r * 0.4, 0, 1],
      [r * 0.42, h * 0.1, 1],
      [r * (0.72 - f), h * 0.3],
      [r * (0.93 - f), h * 0.66],
      [r, h],
    ],
    { wall: 3.5, depth: h * 0.86, ...style },
  );
}

/** A plate or shallow dish. */
export function plate(
  pen: Pen,
  x: number,
  y: number,
  radius: number,
  colour: Hex,
  style: {
    finish?: LatheStyle["finish"];
    lip?: number;
    rim?: Hex;
    stretch?: number;
    lift?: number;
    well?: Hex;
    shadow?: boolean;
    flat?: number;
  } = {},
): Surface {
  const h = style.lip ?? radius * 0.16;
  const lift = style.lift ?? 0;
  const s = lathe(
    pen,
    x,
    y,
    [
      [radius * 0.6, 0, 1],
      [radius * 0.8, h * 0.35],
      [radius, h],
    ],
    { colour, finish: style.finish ?? "satin", stretch: style.stretch, lift, shadow: style.shadow },
  );
  const st = style.stretch ?? 1;
  const disc = (share: number, z: number, light: number, dark: number, tint = colour): void => {
    const [cx, cy] = pen.at(x, y, lift + z);
    const r = radius * share;
    pen.ellipse(
      cx,
      cy,
      r * st,
      r * pen.rise,
      pen.linear(
        [cx - r * st * 0.8, cy - r * pen.rise * 0.8],
        [cx + r * st * 0.8, cy + r * pen.rise * 0.8],
        [
          [0, tone(tint, dark)],
          [0.5, tone(tint, (light + dark) / 2)],
          [1, tone(tint, light)],
        ],
      ),
    );
  };
  const well = style.flat ?? 0.7;
  disc(1, h, 0.1, 0.34, style.rim ?? colour);
  disc(0.97, h * 0.98, 0.32, -0.22);
  disc(0.88, h * 0.72, 0.3, -0.16);
  disc(well + 0.06, h * 0.4, 0.22, -0.18);
  disc(well, h * 0.3, 0.02, 0.2, style.well ?? colour);
  return s;
}
