/** Turned bodies: cups, vases, bottles, lamps; shaded along their meridians, lit from the upper left.
 * Longer than 250 lines: one body, its shading and its rim share their geometry. */

import { type Hex, tone } from "./colour.ts";
import { type Finish, lit, sweep } from "./finish.ts";
import { type Point, type Point3, polygon, type Row, smooth } from "./geometry.ts";
import type { Pen, Stop } from "./pen.ts";
import { cut, radiusAt, ring, steepRows } from "./profile.ts";

/** A turned body as placed: sampled rows bottom to top, and the point at an angle and height. */
export interface Surface {
  readonly pen: Pen;
  readonly x: number;
  readonly y: number;
  readonly rows: readonly Row[];
  readonly low: number;
  readonly high: number;
  readonly finish: Finish;
  readonly colour: Hex;
  readonly stretch: number;
  radius(z: number): number;
  /** @param turn radians, 0 towards the viewer, π/2 the right edge */
  point(turn: number, z: number): Point;
}

export interface LatheStyle {
  readonly colour: Hex;
  readonly finish?: Finish;
  /** Height of the body's foot above the floor. */
  readonly lift?: number;
  /** Width over depth, for oval bodies. */
  readonly stretch?: number;
  readonly steps?: number;
  readonly shadow?: boolean;
  readonly decor?: (surface: Surface) => void;
}

const GRID = Array.from({ length: 33 }, (_, k) => -Math.PI / 2 + (Math.PI * k) / 32);

/** Draws a turned body (outside only) and returns its surface. */
export function lathe(
  pen: Pen,
  x: number,
  y: number,
  profile: readonly Row[],
  style: LatheStyle,
): Surface {
  const surface = trace(pen, x, y, profile, style);
  if (style.shadow !== false) shadowOf(surface, style.lift ?? 0);
  underlay(surface);
  skin(surface, surface.low, surface.high, style.colour, -Math.PI / 2, Math.PI / 2, style.steps);
  style.decor?.(surface);
  modelling(surface, (style.lift ?? 0) < 1);
  if (surface.finish === "gloss") glint(surface, -0.86, 0.13, 0.5);
  return surface;
}

/** Places a turned body without drawing it. */
export function trace(
  pen: Pen,
  x: number,
  y: number,
  profile: readonly Row[],
  style: LatheStyle,
): Surface {
  const lift = style.lift ?? 0;
  const rows = smooth(profile.map(([r, z, corner]): Row => [r, z + lift, corner]));
  return surfaceOf(pen, x, y, rows, style);
}

/** Paints the zone between two heights and two angles of a body in a colour, lit as the body is. */
export function skin(
  surface: Surface,
  low: number,
  high: number,
  colour: Hex,
  from = -Math.PI / 2,
  to = Math.PI / 2,
  steps = 60,
  finish = surface.finish,
): void {
  const { pen } = surface;
  const rows = cut(surface.rows, low, high);
  const radii = rows.map(([r]) => r);
  const even = Math.max(...radii) < Math.min(...radii) * 1.07;
  const count = even ? 1 : Math.max(4, Math.ceil(steps * ((to - from) / Math.PI)));
  for (let step = 0; step < count; step++) {
    const start = from + ((to - from) * step) / count;
    const middle = from + ((to - from) * (step + 0.5)) / count;
    // Each strip reaches under the next, so that no seam shows.
    const end = Math.min(to, from + ((to - from) * (step + 2)) / count);
    const outline = zone(surface, rows, start, end);
    const paint = even
      ? pen.linear(
          surface.point(-Math.PI / 2, low),
          [surface.point(Math.PI / 2, low)[0], surface.point(-Math.PI / 2, low)[1]],
          sweep(colour, finish),
        )
      : tone(colour, lit(finish, middle));
    pen.fill(polygon(outline), paint);
  }
}

/** Gives the outline of a zone of a body's front. */
export function zone(surface: Surface, rows: readonly Row[], from: number, to: number): Point[] {
  const low = rows[0]?.[1] ?? 0;
  const high = rows.at(-1)?.[1] ?? 0;
  // Every zone bends at the same angles, so that overlaid zones share their edges exactly.
  const arc = (z: number, a: number, b: number): Point[] => {
    const inner = GRID.filter((angle) => angle > Math.min(a, b) && angle < Math.max(a, b));
    const turns = [a, ...(a < b ? inner : inner.toReversed()), b];
    return turns.map((angle) => surface.point(angle, z));
  };
  return [
    ...rows.map(([, z]) => surface.point(from, z)).reverse(),
    ...arc(low, from, to),
    ...rows.map(([, z]) => surface.point(to, z)),
    ...arc(high, to, from),
  ];
}

/** Draws a soft window reflection along one meridian. */
export function glint(surface: Surface, turn: number, wide: number, strength: number): void {
  const tall = surface.high - surface.low;
  const rows = cut(surface.rows, surface.low + tall * 0.3, surface.high - tall * 0.08);
  const [, top] = surface.point(turn, surface.high);
  const [, bottom] = surface.point(turn, surface.low + tall * 0.25);
  const paint = surface.pen.linear(
    [0, top],
    [0, bottom],
    [
      [0, "#ffffff", 0],
      [0.14, "#ffffff", strength],
      [0.5, "#ffffff", strength * 0.5],
      [1, "#ffffff", 0],
    ],
  );
  surface.pen.fill(polygon(zone(surface, rows, turn, turn + wide)), paint);
}

function surfaceOf(
  pen: Pen,
  x: number,
  y: number,
  rows: readonly Row[],
  style: LatheStyle,
): Surface {
  const stretch = style.stretch ?? 1;
  const radius = (z: number): number => radiusAt(rows, z);
  return {
    pen,
    x,
    y,
    rows,
    radius,
    stretch,
    low: rows[0]?.[1] ?? 0,
    high: rows.at(-1)?.[1] ?? 0,
    finish: style.finish ?? "matte",
    colour: style.colour,
    point: (turn, z) => {
      const r = radius(z);
      return pen.at(x + r * stretch * Math.sin(turn), y + r * Math.cos(turn), z);
    },
  };
}

/** Lays the cast and contact shadow of a body standing `lift` above the floor. */
export function shadowOf(surface: Surface, lift: number): void {
  const points: Point3[] = [];
  for (const [index, [r, z]] of surface.rows.entries()) {
    if (index % 3 && index < surface.rows.length - 1) continue;
    for (let k = 0; k < 14; k++) {
      const turn = (k / 14) * Math.PI * 2;
      points.push([
        surface.x + r * surface.stretch * Math.sin(turn),
        surface.y + r * Math.cos(turn),
        z,
      ]);
    }
  }
  surface.pen.cast(points);
  const foot = surface.radius(surface.low) + (surface.high - surface.low) * 0.015;
  if (lift < 2) surface.pen.contact(surface.x, surface.y, foot * surface.stretch, foot);
}

/** Fills the outline beneath the strips, which scallop where a surface turns away. */
function underlay(surface: Surface): void {
  const { pen, x, stretch, colour, finish } = surface;
  const wide = Math.max(...surface.rows.map(([r]) => r)) * stretch;
  pen.fill(silhouette(surface), pen.linear([x - wide, 0], [x + wide, 0], sweep(colour, finish)));
}

/** Lightens what faces up, darkens what faces down and where the body meets the ground. */
function modelling(surface: Surface, grounded: boolean): void {
  const { pen, rows } = surface;
  const [, yLow] = pen.at(surface.x, surface.y, surface.low);
  const [, yHigh] = pen.at(surface.x, surface.y, surface.high);
  const yFloor = yLow + surface.radius(surface.low) * pen.rise;
  const shift = surface.radius(surface.high) * pen.rise * 0.5;
  const stops: Stop[] = [];
  for (let k = 0; k <= 16; k++) {
    const z = surface.high + ((surface.low - surface.high) * k) / 16;
    const step = (surface.high - surface.low) / 40;
    const slope = radiusAt(rows, z - step) - radiusAt(rows, z + step);
    const up = slope / Math.hypot(slope, step * 2);
    const near = grounded ? Math.max(0, k / 16 - 0.82) * 0.9 : 0;
    const light = surface.finish === "glow" ? 0 : up * Math.abs(up) ** 0.6 * 0.38 - near;
    stops.push([k / 16, light > 0 ? "#fff8ec" : "#1c0f12", Math.min(0.5, Math.abs(light))]);
  }
  const paint = pen.linear([0, yHigh + shift], [0, (yLow + yFloor) / 2 + 0.01], stops);
  pen.fill(silhouette(surface), paint);
}

/**
 * Gives the whole visible outline: its front zones, and the rings of parts so flat that a
 * back or a foot shows beyond them.
 */
export function silhouette(surface: Surface): string {
  const { pen, rows, x, y, stretch } = surface;
  const rings = steepRows(rows).map(([r, z]) => {
    const [cx, cy] = pen.at(x, y, z);
    return ring(cx, cy, r * stretch, r * pen.rise);
  });
  const fans = GRID.slice(0, -2).filter((_, k) => k % 4 === 0);
  return [...rings, ...fans.map((from) => polygon(zone(surface, rows, from, Math.PI / 2)))].join(
    "",
  );
}
