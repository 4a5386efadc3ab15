/** Openings of turned bodies: rims, hollows, liquids, lids. */
import { type Hex, tone } from "./colour.ts";
import { type Point, polygon, type Row } from "./geometry.ts";
import { type LatheStyle, lathe, type Surface } from "./lathe.ts";
import type { Pen } from "./pen.ts";
import { ring } from "./profile.ts";

export interface MouthStyle {
  /** Wall thickness in millimetres. */
  readonly wall?: number;
  readonly inside?: Hex;
  /** Depth of the visible hollow, millimetres. */
  readonly depth?: number;
  readonly liquid?: Hex;
  /** Depth of the liquid's face below the rim. */
  readonly fill?: number;
}

/** Opens the top of a body: rim, hollow, and a liquid if there is one. */
export function mouth(surface: Surface, style: MouthStyle = {}): void {
  const { pen, x, y, high, stretch } = surface;
  const wall = style.wall ?? 3;
  const inside = style.inside ?? surface.colour;
  const outer = surface.radius(high);
  const inner = outer - wall;
  const [cx, cy] = pen.at(x, y, high);
  const flat = pen.rise;
  pen.ellipse(
    cx,
    cy,
    outer * stretch,
    outer * flat,
    pen.linear(
      [cx - outer, cy],
      [cx + outer, cy],
      [
        [0, tone(inside, 0.3)],
        [0.55, tone(inside, 0.12)],
        [1, tone(inside, -0.12)],
      ],
    ),
  );
  const depth = style.depth ?? Math.min(surface.high - surface.low, outer * 2) * 0.9;
  pen.clip(ring(cx, cy, inner * stretch, inner * flat), () => {
    const layers = 12;
    for (let layer = 0; layer <= layers; layer++) {
      const share = layer / layers;
      const z = high - depth * share;
      const shrink = Math.min(
        1,
        Math.max(0.02, surface.radius(Math.max(z, surface.low)) - wall) / inner,
      );
      const r = inner * (layer === layers ? shrink * 0.96 : shrink);
      const deep = -0.1 * share;
      pen.ellipse(
        cx,
        cy + depth * share * pen.drop,
        r * stretch,
        r * flat,
        pen.linear(
          [cx - r * stretch, 0],
          [cx + r * stretch, 0],
          [
            [0, tone(inside, -0.62 + 0.34 * share)],
            [0.5, tone(inside, -0.3 + 0.12 * share)],
            [0.86, tone(inside, 0.05 + deep)],
            [1, tone(inside, 0.1 + deep)],
          ],
        ),
      );
    }
    if (style.liquid) pool(surface, style.liquid, style.fill ?? 12, wall);
  });
}

/** Draws the face of a liquid inside a body. */
function pool(surface: Surface, colour: Hex, fill: number, wall: number): void {
  const { pen } = surface;
  const z = surface.high - fill;
  const r = Math.max(1, surface.radius(z) - wall);
  const [cx, cy] = pen.at(surface.x, surface.y, z);
  pen.ellipse(
    cx,
    cy,
    r,
    r * pen.rise,
    pen.linear(
      [cx - r, cy],
      [cx + r, cy],
      [
        [0, tone(colour, -0.35)],
        [0.45, colour],
        [0.85, tone(colour, 0.16)],
        [1, tone(colour, 0.3)],
      ],
    ),
  );
  pen.ellipse(
    cx + r * 0.35,
    cy + r * pen.rise * 0.1,
    r * 0.42,
    r * pen.rise * 0.3,
    pen.radial(
      [cx + r * 0.35, cy + r * pen.rise * 0.1],
      r * 0.42,
      [
        [0, "#ffffff", 0.3],
        [1, "#ffffff", 0],
      ],
      pen.rise,
    ),
  );
}

/** Draws what stands in an open vessel, hidden by its near wall. */
export function standing(surface: Surface, wall: number, inside: () => void): void {
  const { pen, x, y, high } = surface;
  const [cx, cy] = pen.at(x, y, high);
  const r = surface.radius(high) - wall;
  const front = Array.from({ length: 25 }, (_, k): Point => {
    const turn = -Math.PI / 2 + (Math.PI * k) / 24;
    return [cx + r * Math.sin(turn), cy + r * pen.rise * Math.cos(turn)];
  });
  pen.clip(
    polygon([
      ...front,
      [cx + r + 400, cy],
      [cx + r + 400, cy - 900],
      [cx - r - 400, cy - 900],
      [cx - r - 400, cy],
    ]),
    inside,
  );
}

/** Closes the top of a body with a flat or slightly domed face. */
export function cap(surface: Surface, colour = surface.colour, inset = 0): void {
  const { pen, high } = surface;
  const r = surface.radius(high) - inset;
  const [cx, cy] = pen.at(surface.x, surface.y, high);
  pen.ellipse(
    cx,
    cy,
    r * surface.stretch,
    r * pen.rise,
    pen.linear(
      [cx - r, cy - r * pen.rise],
      [cx + r, cy + r * pen.rise],
      [
        [0, tone(colour, 0.34)],
        [0.6, tone(colour, 0.14)],
        [1, tone(colour, -0.08)],
      ],
    ),
  );
}

/** Shorthand: an open vessel. */
export function vessel(
  pen: Pen,
  x: number,
  y: number,
  profile: readonly Row[],
  style: LatheStyle & MouthStyle,
): Surface {
  const surface = lathe(pen, x, y, profile, style);
  mouth(surface, style);
  return surface;
}

/** Shorthand: a body closed by a flat top. */
export function block(
  pen: Pen,
  x: number,
  y: number,
  profile: readonly Row[],
  style: LatheStyle,
): Surface {
  const surface = lathe(pen, x, y, profile, style);
  cap(surface);
  return surface;
}
