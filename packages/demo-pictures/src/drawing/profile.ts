/** Reading and cutting turned profiles; pure. */
import { num, type Row } from "./geometry.ts";

/** Cuts the rows between two heights. */
export function cut(rows: readonly Row[], low: number, high: number): Row[] {
  const inner = rows.filter(([, z]) => z > low + 0.01 && z < high - 0.01);
  return [[radiusAt(rows, low), low], ...inner, [radiusAt(rows, high), high]];
}

/** Picks the rows where the radius changes with the height, and fills in between them. */
export function steepRows(rows: readonly Row[]): Row[] {
  return rows.flatMap(([r, z], index): Row[] => {
    const [r0, z0] = rows[index - 1] ?? [r, z];
    const slope = Math.abs(r - r0) / (Math.abs(z - z0) + 0.001);
    if (index > 0 && slope < 0.08) return [];
    return (slope < 0.7 ? [0.5, 1] : [0.25, 0.5, 0.75, 1]).map(
      (t): Row => [r0 + (r - r0) * t, z0 + (z - z0) * t],
    );
  });
}

/** Reads the radius at a height. */
export function radiusAt(rows: readonly Row[], z: number): number {
  for (let index = 1; index < rows.length; index++) {
    const [r1, z1] = rows[index] ?? [0, 0];
    const [r0, z0] = rows[index - 1] ?? [0, 0];
    if (z <= z1) return z1 === z0 ? r1 : r0 + ((r1 - r0) * Math.max(0, z - z0)) / (z1 - z0);
  }
  return rows.at(-1)?.[0] ?? 0;
}

/** Writes an ellipse as path data. */
export function ring(x: number, y: number, rx: number, ry: number): string {
  return `M${num(x - rx)} ${num(y)}a${num(rx)} ${num(ry)} 0 1 0 ${num(rx * 2)} 0a${num(rx)} ${num(ry)} 0 1 0 ${num(-rx * 2)} 0Z`;
}
