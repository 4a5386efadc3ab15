/** Bodies that are not turned: prisms, tubes, balls, leaves. */
import { type Hex, tone } from "./colour.ts";
import { blob, curve, type Point, type Point3, polygon, roundedRect } from "./geometry.ts";
import type { Pen } from "./pen.ts";

export interface PrismStyle {
  readonly colour: Hex;
  readonly top?: Hex;
  readonly shadow?: boolean;
  readonly shine?: number;
  /** Rounds the sides like folded cloth. */
  readonly soft?: boolean;
}

/** Raises a convex counter-clockwise floor polygon from `low` to `high`. */
export function prism(
  pen: Pen,
  outline: readonly Point[],
  low: number,
  high: number,
  style: PrismStyle,
): void {
  if (style.shadow !== false) {
    pen.cast(
      outline.flatMap(([x, y]): Point3[] => [
        [x, y, low],
        [x, y, high],
      ]),
    );
    if (low < 2) grounded(pen, outline);
  }
  for (const [index, a] of outline.entries()) {
    const b = outline[(index + 1) % outline.length];
    if (!b) continue;
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const size = Math.hypot(dx, dy);
    if (size < 0.01) continue;
    const [nx, ny] = [dy / size, -dx / size];
    if (ny <= 0) continue;
    const light = -0.18 - 0.42 * Math.max(0, nx * 0.9) + 0.2 * Math.max(0, -nx) - 0.06 * ny;
    const p = pen.at(a[0], a[1], low);
    const q = pen.at(b[0], b[1], low);
    const s = pen.at(b[0], b[1], high);
    const t = pen.at(a[0], a[1], high);
    const paint = style.soft
      ? pen.linear(t, p, [
          [0, tone(style.colour, light + 0.2)],
          [0.3, tone(style.colour, light + 0.12)],
          [0.72, tone(style.colour, light - 0.1)],
          [1, tone(style.colour, light - 0.5)],
        ])
      : high - low > 12
        ? pen.linear(t, p, [
            [0, tone(style.colour, light + 0.06)],
            [1, tone(style.colour, light - 0.14)],
          ])
        : tone(style.colour, light);
    const next = outline[(index + 2) % outline.length] ?? b;
    // Tucks each face under the next one, so that no ground shines through the seam.
    const tuck = b[0] - next[0] > 0.01 ? 0.7 : 0;
    pen.fill(polygon([p, [q[0] - tuck, q[1]], [s[0] - tuck, s[1]], t]), paint);
  }
  const lid = outline.map(([x, y]) => pen.at(x, y, high));
  const xs = lid.map(([x]) => x);
  const ys = lid.map(([, y]) => y);
  const face = style.top ?? style.colour;
  const shine = style.shine ?? 0.16;
  pen.shape(
    lid,
    pen.linear(
      [Math.min(...xs), Math.min(...ys)],
      [Math.max(...xs), Math.max(...ys)],
      [
        [0, tone(face, shine)],
        [0.5, tone(face, shine * 0.45)],
        [1, tone(face, -0.08)],
      ],
    ),
  );
}

/** Draws a box with rounded upright edges, turned by `yaw`. */
export function box(
  pen: Pen,
  x: number,
  y: number,
  z: number,
  size: readonly [width: number, depth: number, height: number],
  style: PrismStyle & { readonly radius?: number; readonly yaw?: number },
): void {
  const outline = roundedRect(x, y, size[0], size[1], style.radius ?? 0, style.yaw ?? 0);
  prism(pen, outline, z, z + size[2], style);
}

/** Draws a round-section tube along points of the drawing, thickness by point. */
export function tube(
  pen: Pen,
  points: readonly Point[],
  radii: readonly number[],
  colour: Hex,
  shine = 0.25,
  smoothing = 8,
): void {
  const path = curve(points, smoothing);
  const at = (k: number): number => {
    const t = (k / (path.length - 1)) * (radii.length - 1);
    const low = Math.floor(t);
    const a = radii[low] ?? 1;
    return a + ((radii[low + 1] ?? a) - a) * (t - low);
  };
  const layers = 9;
  for (let layer = 0; layer < layers; layer++) {
    const share = layer / (layers - 1);
    const left: Point[] = [];
    const right: Point[] = [];
    for (const [k, [x, y]] of path.entries()) {
      const a = path[Math.max(0, k - 1)] ?? [x, y];
      const b = path[Math.min(path.length - 1, k + 1)] ?? [x, y];
      const size = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
      const [nx, ny] = [-(b[1] - a[1]) / size, (b[0] - a[0]) / size];
      const r = at(k);
      const thin = r * (1 - share * 0.86);
      const [ox, oy] = [x - r * share * 0.3, y - r * share * 0.42];
      left.push([ox + nx * thin, oy + ny * thin]);
      right.push([ox - nx * thin, oy - ny * thin]);
      if (layer === 0) {
        pen.see([x - r, y - r]);
        pen.see([x + r, y + r]);
      }
    }
    const light = -0.62 + 0.62 * Math.sin(share * 1.57) + (layer === layers - 1 ? shine : 0);
    pen.fill(polygon([...left, ...right.reverse()]), tone(colour, light));
  }
}

/** Draws a straight thin rod between two world points (leg, pole, stick). */
export function rod(
  pen: Pen,
  from: Point3,
  to: Point3,
  radius: number,
  colour: Hex,
  tip = radius,
): void {
  const a = pen.at(...from);
  const b = pen.at(...to);
  const size = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const [nx, ny] = [-(b[1] - a[1]) / size, (b[0] - a[0]) / size];
  const side = nx + ny * 0.8 > 0 ? -1 : 1;
  const outline: Point[] = [
    [a[0] + nx * radius, a[1] + ny * radius],
    [b[0] + nx * tip, b[1] + ny * tip],
    [b[0] - nx * tip, b[1] - ny * tip],
    [a[0] - nx * radius, a[1] - ny * radius],
  ];
  const paint = pen.linear(
    [a[0] + nx * radius * side, a[1] + ny * radius * side],
    [a[0] - nx * radius * side, a[1] - ny * radius * side],
    [
      [0, tone(colour, -0.1)],
      [0.25, tone(colour, 0.22)],
      [0.6, tone(colour, -0.2)],
      [1, tone(colour, -0.55)],
    ],
  );
  pen.shape(outline, paint);
  const upright = Math.abs(b[1] - a[1]) > Math.abs(b[0] - a[0]);
  if (upright) pen.ellipse(b[0], b[1], tip, tip * Math.max(0.3, pen.rise), tone(colour, 0.05));
}

/** Draws a ball (fruit, stone, knob); `squash` is height over width. */
export function ball(
  pen: Pen,
  x: number,
  y: number,
  z: number,
  radius: number,
  colour: Hex,
  squash = 1,
  shine = 0.35,
): void {
  const [cx, base] = pen.at(x, y, z);
  const cy = base - radius * squash * pen.drop;
  if (z < 2) {
    pen.contact(x, y, radius * 0.62, radius * 0.62, 0.9);
    pen.cast(
      Array.from({ length: 12 }, (_, k): Point3 => {
        const turn = (k / 12) * Math.PI * 2;
        return [
          x + radius * 0.9 * Math.cos(turn),
          y + radius * 0.5 * Math.sin(turn),
          radius * squash * (1 + 0.8 * Math.sin(turn)),
        ];
      }),
    );
  }
  const high = radius * squash;
  pen.ellipse(
    cx,
    cy,
    radius,
    high,
    pen.radial(
      [cx - radius * 0.38, cy - high * 0.42],
      radius * 1.55,
      [
        [0, tone(colour, shine)],
        [0.28, tone(colour, 0.08)],
        [0.62, tone(colour, -0.22)],
        [0.9, tone(colour, -0.6)],
        [1, tone(colour, -0.5)],
      ],
      1,
    ),
  );
}

/** Draws a soft closed outline with a paint. */
export function soft(pen: Pen, points: readonly Point[], fill: string, opacity = 1): void {
  pen.shape(blob(points), fill, opacity);
}

function grounded(pen: Pen, outline: readonly Point[]): void {
  const flat = (grow: number): string => {
    const cx = outline.reduce((sum, [x]) => sum + x, 0) / outline.length;
    const cy = outline.reduce((sum, [, y]) => sum + y, 0) / outline.length;
    return polygon(
      outline.map(([x, y]): Point => {
        const size = Math.hypot(x - cx, y - cy) || 1;
        return [x + ((x - cx) / size) * grow, (y + ((y - cy) / size) * grow) * pen.rise];
      }),
    );
  };
  for (const grow of [0.8, 2, 4, 7]) {
    pen.floor.push(
      `<path d="${flat(grow)}" fill="#2b1c17" fill-opacity="0.11" stroke-linejoin="round"/>`,
    );
  }
}
