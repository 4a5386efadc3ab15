/** The drawing surface: an orthographic camera over a floor in millimetres that writes SVG; deterministic. */
import type { Hex } from "./colour.ts";
import { chance, hull, num, type Point, type Point3, polygon } from "./geometry.ts";

/** A gradient stop: offset 0 … 1, colour, opacity. */
export type Stop = readonly [offset: number, colour: Hex, opacity?: number];

const SHADOW = "#2b1c17";

/**
 * Collects the shapes of one scene.
 *
 * World: x to the right, y towards the viewer, z up, all in millimetres. `rise` is the sine of the
 * camera's elevation: 0.28 a table view, 1 straight from above.
 */
export class Pen {
  readonly rise: number;
  readonly drop: number;
  readonly random: () => number;
  readonly defs: string[] = [];
  readonly floor: string[] = [];
  readonly body: string[] = [];
  /** How far a shadow runs per millimetre of height. */
  sun: Point = [0.62, 0.16];
  left = Infinity;
  top = Infinity;
  right = -Infinity;
  bottom = -Infinity;
  #ids = 0;

  constructor(rise: number, seed: string) {
    this.rise = rise;
    this.drop = Math.sqrt(1 - rise * rise);
    this.random = chance(seed);
  }

  /** Projects a world point and remembers it for the scene's frame. */
  at(x: number, y: number, z: number): Point {
    const point: Point = [x, y * this.rise - z * this.drop];
    this.see(point);
    return point;
  }

  see([x, y]: Point): void {
    this.left = Math.min(this.left, x);
    this.right = Math.max(this.right, x);
    this.top = Math.min(this.top, y);
    this.bottom = Math.max(this.bottom, y);
  }

  /** Fills path data; `more` adds raw attributes. */
  fill(path: string, fill: string, opacity = 1, more = ""): void {
    const faint = opacity < 1 ? ` fill-opacity="${num(opacity)}"` : "";
    this.body.push(`<path d="${path}" fill="${fill}"${faint} ${more}/>`);
  }

  shape(points: readonly Point[], fill: string, opacity = 1): void {
    for (const point of points) this.see(point);
    this.fill(polygon(points), fill, opacity);
  }

  /** Strokes path data with round ends; width in millimetres. */
  line(path: string, colour: string, width: number, opacity = 1, more = ""): void {
    this.body.push(
      `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${num(width)}" stroke-opacity="${num(opacity)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`,
    );
  }

  ellipse(x: number, y: number, rx: number, ry: number, fill: string, opacity = 1): void {
    this.see([x - rx, y - ry]);
    this.see([x + rx, y + ry]);
    this.body.push(
      `<ellipse cx="${num(x)}" cy="${num(y)}" rx="${num(rx)}" ry="${num(ry)}" fill="${fill}" fill-opacity="${num(opacity)}"/>`,
    );
  }

  /** Defines a linear gradient between two drawn points and returns its paint. */
  linear(from: Point, to: Point, stops: readonly Stop[]): string {
    const id = this.#id();
    this.defs.push(
      `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${num(from[0])}" y1="${num(from[1])}" x2="${num(to[0])}" y2="${num(to[1])}">${marks(stops)}</linearGradient>`,
    );
    return `url(#${id})`;
  }

  /** Defines a radial gradient squeezed to `ratio` (height / width) and returns its paint. */
  radial(centre: Point, radius: number, stops: readonly Stop[], ratio = 1): string {
    const id = this.#id();
    const squeeze =
      ratio === 1
        ? ""
        : ` gradientTransform="matrix(1 0 0 ${num(ratio)} 0 ${centre[1] * (1 - ratio)})"`;
    this.defs.push(
      `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="${num(centre[0])}" cy="${num(centre[1])}" r="${num(radius)}"${squeeze}>${marks(stops)}</radialGradient>`,
    );
    return `url(#${id})`;
  }

  /** Draws `inside` clipped to path data. */
  clip(path: string, inside: () => void): void {
    const id = this.#id();
    this.defs.push(`<clipPath id="${id}"><path d="${path}"/></clipPath>`);
    this.body.push(`<g clip-path="url(#${id})">`);
    inside();
    this.body.push("</g>");
  }

  /** Draws `inside` in the flat coordinates of a horizontal plane: x right, y towards the viewer. */
  plane(x: number, y: number, z: number, yaw: number, inside: () => void): void {
    const [ox, oy] = this.at(x, y, z);
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
    this.turned([cos, sin * this.rise, -sin, cos * this.rise, ox, oy], inside);
  }

  /** Draws `inside` under an affine matrix; its shapes do not move the frame. */
  turned(matrix: readonly number[], inside: () => void): void {
    const frame = [this.left, this.top, this.right, this.bottom] as const;
    this.body.push(
      `<g transform="matrix(${matrix.map((v) => String(Math.round(v * 1e4) / 1e4)).join(" ")})">`,
    );
    inside();
    this.body.push("</g>");
    [this.left, this.top, this.right, this.bottom] = frame;
  }

  /** Lays the shadow that a body spanned by these points casts on the floor. */
  cast(points: readonly Point3[], strength = 1): void {
    const high = Math.max(...points.map(([, , z]) => z), 1);
    const flat = hull(points.map(([x, y, z]): Point => [x + z * this.sun[0], y + z * this.sun[1]]));
    const soft = Math.min(high, 260) * 0.045 + 0.8;
    const layers = 16;
    for (let layer = 0; layer < layers; layer++) {
      const grow = soft * 0.38 * layer * (0.6 + layer * 0.028);
      const sides = 12;
      const spread =
        layer === 0
          ? flat
          : hull(
              flat.flatMap(([x, y]) =>
                Array.from({ length: sides }, (_, k): Point => {
                  const angle = (k / sides) * Math.PI * 2;
                  return [x + Math.cos(angle) * grow, y + Math.sin(angle) * grow];
                }),
              ),
            );
      const seen = spread.map(([x, y]): Point => [x, y * this.rise]);
      this.floor.push(
        `<path d="${polygon(seen)}" fill="${SHADOW}" fill-opacity="${num(0.0205 * strength)}"/>`,
      );
    }
  }

  /** Darkens the floor where a body touches it. */
  contact(x: number, y: number, rx: number, ry = rx, strength = 1): void {
    const ratio = (ry / rx) * this.rise;
    const centre: Point = [x + rx * 0.05, y * this.rise];
    const paint = this.radial(
      centre,
      rx * 1.28,
      [
        [0, SHADOW, 0.6 * strength],
        [0.68, SHADOW, 0.5 * strength],
        [0.8, SHADOW, 0.24 * strength],
        [0.9, SHADOW, 0.08 * strength],
        [1, SHADOW, 0],
      ],
      ratio,
    );
    this.floor.push(
      `<ellipse cx="${num(centre[0])}" cy="${num(centre[1])}" rx="${num(rx * 1.28)}" ry="${num(rx * 1.28 * ratio)}" fill="${paint}"/>`,
    );
  }

  #id(): string {
    this.#ids += 1;
    return `p${this.#ids}`;
  }
}

function marks(stops: readonly Stop[]): string {
  return stops
    .map(
      ([offset, colour, opacity = 1]) =>
        `<stop offset="${num(offset)}" stop-color="${colour}"${opacity < 1 ? ` stop-opacity="${Math.round(opacity * 1000) / 1000}"` : ""}/>`,
    )
    .join("");
}
