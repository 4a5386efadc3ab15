/** Books, folded cloth and hanging cloth. */
import { type Hex, tone } from "../../colour.ts";
import { blob, num, type Point, polygon, roundedRect } from "../../geometry.ts";
import type { Pen } from "../../pen.ts";
import { box } from "../../solid.ts";

/** A book or notebook lying on the floor, with pages between two covers. */
export function book(
  pen: Pen,
  x: number,
  y: number,
  z: number,
  w: number,
  d: number,
  t: number,
  colour: Hex,
  yaw: number,
  face?: () => void,
  spine?: Hex,
): void {
  const page = "#efe7d6";
  box(pen, x, y, z, [w, d, 2.4], { colour: tone(colour, -0.1), yaw, radius: 3 });
  box(pen, x + Math.cos(yaw) * -1, y - Math.sin(yaw), z + 2.4, [w - 7, d - 8, t - 4.8], {
    colour: page,
    yaw,
    shadow: false,
  });
  box(pen, x, y, z + t - 2.4, [w, d, 2.4], { colour, yaw, radius: 3 });
  pen.plane(x, y, z + t, yaw, () => {
    pen.fill(
      `M${-w / 2 + 9} ${-d / 2}v${d}`,
      "none",
      1,
      `stroke="${tone(colour, -0.5)}" stroke-width="1" stroke-opacity=".45"`,
    );
    if (spine) pen.fill(polygon(roundedRect(-w / 2 + 5.5, 0, 11, d, 2)), spine);
    face?.();
  });
}

/** Folded cloth seen from the front: soft layered bands. */
export function folded(
  pen: Pen,
  x: number,
  y: number,
  w: number,
  d: number,
  layers: number,
  thick: number,
  colour: Hex,
  accent?: Hex,
  z = 0,
): void {
  for (let k = 0; k < layers; k++) {
    const low = z + k * thick;
    const shade = tone(colour, k % 2 ? 0.05 : -0.03);
    box(pen, x + (k % 2 ? 1.5 : -1), y, low, [w - (k % 3), d, thick * 0.98], {
      colour: shade,
      radius: Math.min(34, w * 0.1),
      soft: true,
      shadow: k === 0,
      yaw: 0.16 + (k % 2) * 0.012,
      shine: 0.14,
    });
    if (accent) stripe(pen, x, y, low, w, d, thick, accent);
  }
}

function stripe(
  pen: Pen,
  x: number,
  y: number,
  z: number,
  w: number,
  d: number,
  thick: number,
  colour: Hex,
): void {
  const yaw = 0.16;
  for (const u of [-0.36, -0.3]) {
    const a = pen.at(
      x + w * u * Math.cos(yaw) - (d / 2) * Math.sin(yaw) * -1 - d * Math.sin(yaw),
      y + w * u * Math.sin(yaw) + (d / 2) * Math.cos(yaw),
      z + thick * 0.95,
    );
    pen.line(`M${num(a[0])} ${num(a[1])}v${num(thick * 0.9 * pen.drop)}`, colour, w * 0.022, 0.9);
  }
}

/** Fills an outline as cloth: lit from the left, with fold lines. */
export function cloth(
  pen: Pen,
  outline: readonly Point[],
  colour: Hex,
  folds: readonly (readonly Point[])[] = [],
  smooth = true,
): void {
  const points = smooth ? blob(outline) : outline;
  const xs = points.map(([px]) => px);
  const ys = points.map(([, py]) => py);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  pen.shape(
    points,
    pen.linear(
      [x0, y0],
      [x1, y1 * 0.6 + y0 * 0.4],
      [
        [0, tone(colour, 0.12)],
        [0.4, colour],
        [0.8, tone(colour, -0.18)],
        [1, tone(colour, -0.34)],
      ],
    ),
  );
  pen.fill(
    polygon(points),
    pen.linear(
      [0, y0],
      [0, y1],
      [
        [0, "#fff8ec", 0.1],
        [0.4, "#fff8ec", 0],
        [0.8, "#1c0f12", 0.02],
        [1, "#1c0f12", 0.24],
      ],
    ),
  );
  for (const fold of folds) {
    const soft = (by: number, width: number, tint: Hex, opacity: number): void => {
      const [a, b, c] = fold;
      if (a && b && c)
        pen.line(
          `M${num(a[0] + by)} ${num(a[1])}Q${num(b[0] + by)} ${num(b[1])} ${num(c[0] + by)} ${num(c[1])}`,
          tint,
          width,
          opacity,
        );
    };
    const w = (x1 - x0) * 0.018;
    for (const k of [2.2, 1.3, 0.6]) soft(0, w * k, tone(colour, -0.75), 0.09);
    soft(-w * 1.1, w * 0.7, tone(colour, 0.7), 0.16);
  }
}
