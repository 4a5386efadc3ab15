/** Points, curves, hulls and seeded chance for the pictures; pure. */

export type Point = readonly [number, number];
export type Point3 = readonly [number, number, number];

/** One row of a turned profile: radius, height, and 1 where the curve has a corner. */
export type Row = readonly [radius: number, z: number, corner?: 0 | 1];

/** Writes a number for SVG: two decimals, no trailing zeros. */
export function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Writes a polygon as path data. */
export function polygon(points: readonly Point[], close = true): string {
  return `M${points.map(([x, y]) => `${num(x)} ${num(y)}`).join("L")}${close ? "Z" : ""}`;
}

/** Samples a Catmull–Rom curve through rows, broken at corners. */
export function smooth(rows: readonly Row[], steps = 6): Row[] {
  const out: Row[] = [];
  for (let index = 0; index < rows.length - 1; index++) {
    const a = row(rows, index);
    const b = row(rows, index + 1);
    const before = a[2] ? a : row(rows, index - 1);
    const after = b[2] ? b : row(rows, index + 2);
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      out.push([
        spline(before[0], a[0], b[0], after[0], t),
        spline(before[1], a[1], b[1], after[1], t),
      ]);
    }
  }
  out.push(row(rows, rows.length - 1));
  return out.map(([radius, z]) => [Math.max(0, radius), z]);
}

/** Samples a Catmull–Rom curve through points. */
export function curve(points: readonly Point[], steps = 8): Point[] {
  const closed: Row[] = points.map(([x, y]) => [x + 1e5, y]);
  return smooth(closed, steps).map(([x, y]) => [x - 1e5, y]);
}

/** Samples a closed smooth outline through points. */
export function blob(points: readonly Point[], steps = 8): Point[] {
  const count = points.length;
  const out: Point[] = [];
  for (let index = 0; index < count; index++) {
    const [p, a, b, q] = [-1, 0, 1, 2].map((by) => points[(index + by + count) % count] ?? [0, 0]);
    if (!p || !a || !b || !q) continue;
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      out.push([spline(p[0], a[0], b[0], q[0], t), spline(p[1], a[1], b[1], q[1], t)]);
    }
  }
  return out;
}

/** Gives the convex hull, counter-clockwise (Andrew's monotone chain). */
export function hull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of list) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Gives a rectangle with rounded corners, turned by `yaw` radians about its centre. */
export function roundedRect(
  x: number,
  y: number,
  width: number,
  depth: number,
  radius: number,
  yaw = 0,
): Point[] {
  const reach = Math.min(radius, width / 2, depth / 2);
  const corners: [number, number, number][] = [
    [1, 1, 0],
    [-1, 1, Math.PI / 2],
    [-1, -1, Math.PI],
    [1, -1, Math.PI * 1.5],
  ];
  const steps = reach > 0 ? 6 : 0;
  return corners.flatMap(([sx, sy, from]) =>
    Array.from({ length: steps + 1 }, (_, step): Point => {
      const angle = from + (step / Math.max(1, steps)) * (Math.PI / 2);
      const px = sx * (width / 2 - reach) + Math.cos(angle) * reach;
      const py = sy * (depth / 2 - reach) + Math.sin(angle) * reach;
      return [
        x + px * Math.cos(yaw) - py * Math.sin(yaw),
        y + px * Math.sin(yaw) + py * Math.cos(yaw),
      ];
    }),
  );
}

/** Makes a seeded source of chance in [0, 1) (mulberry32 over an FNV-1a hash). */
export function chance(seed: string): () => number {
  let state = 2166136261;
  for (let index = 0; index < seed.length; index++) {
    state = Math.imul(state ^ seed.charCodeAt(index), 16777619);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function spline(p: number, a: number, b: number, q: number, t: number): number {
  const t2 = t * t;
  const t3 = t2 * t;
  return (
    0.5 * (2 * a + (b - p) * t + (2 * p - 5 * a + 4 * b - q) * t2 + (3 * a - p - 3 * b + q) * t3)
  );
}

function row(rows: readonly Row[], index: number): Row {
  return rows[Math.max(0, Math.min(rows.length - 1, index))] ?? [0, 0];
}

function turn(o: Point | undefined, a: Point | undefined, b: Point): number {
  if (!o || !a) return 1;
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
}
