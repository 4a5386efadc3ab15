/** What is done to a turned body: openings, glaze, bands, flutes, labels. */
import { type Hex, lightness, mix, tone } from "./colour.ts";
import { num, type Point, polygon } from "./geometry.ts";
import { type Surface, skin, zone } from "./lathe.ts";
import { cut } from "./profile.ts";

/** A band of another colour between two heights. */
export function band(
  surface: Surface,
  low: number,
  high: number,
  colour: Hex,
  finish = surface.finish,
): void {
  skin(surface, low, high, colour, -Math.PI / 2, Math.PI / 2, 34, finish);
}

/** A dipped glaze from a wavering line up to the rim (or down to the foot). */
export function dip(surface: Surface, z: number, colour: Hex, wave: number, down = false): void {
  const { pen } = surface;
  const phase = pen.random() * 6;
  const edge: Point[] = [];
  for (let k = 0; k <= 40; k++) {
    const turn = -Math.PI / 2 + (Math.PI * k) / 40;
    edge.push(
      surface.point(
        turn,
        z + wave * (Math.sin(turn * 2.1 + phase) + 0.5 * Math.sin(turn * 4.7 + phase * 2)),
      ),
    );
  }
  const [low, high] = down ? [surface.low, z + wave * 2] : [z - wave * 2, surface.high];
  const far = (down ? surface.low : surface.high) + (down ? -1 : 1) * 400;
  const lid: Point[] = [[edge.at(-1)?.[0] ?? 0, edge[0]?.[1] ?? 0]];
  const yFar = (edge[0]?.[1] ?? 0) - (far - z) * pen.drop;
  const box: Point[] = [...edge, [(lid[0]?.[0] ?? 0) + 50, yFar], [(edge[0]?.[0] ?? 0) - 50, yFar]];
  pen.clip(polygon(box), () =>
    skin(surface, Math.max(low, surface.low), Math.min(high, surface.high), colour),
  );
  pen.line(polygon(edge, false), tone(colour, down ? -0.25 : -0.35), 0.9, 0.55);
}

/** Thin lines around the body at the given heights. */
export function rings(
  surface: Surface,
  heights: readonly number[],
  colour: Hex,
  width: number,
  opacity = 0.8,
): void {
  for (const z of heights) {
    const arc = Array.from({ length: 25 }, (_, k) =>
      surface.point(-Math.PI / 2 + (Math.PI * k) / 24, z),
    );
    surface.pen.line(polygon(arc, false), colour, width, opacity);
  }
}

/** Vertical flutes: a shadow and a light beside each other, `count` on the visible half. */
export function flutes(
  surface: Surface,
  count: number,
  low: number,
  high: number,
  strength = 0.3,
): void {
  const rows = cut(surface.rows, low, high);
  for (let k = 0; k < count; k++) {
    const from = -Math.PI / 2 + (Math.PI * k) / count;
    const to = from + Math.PI / count;
    const third = (to - from) / 3;
    surface.pen.fill(polygon(zone(surface, rows, from, from + third)), "#ffffff", strength * 0.55);
    surface.pen.fill(polygon(zone(surface, rows, to - third, to)), "#24131a", strength * 0.55);
  }
}

/** Vertical painted stripes. */
export function stripes(
  surface: Surface,
  count: number,
  low: number,
  high: number,
  colour: Hex,
  share = 0.4,
): void {
  for (let k = 0; k < count; k++) {
    const from = -Math.PI / 2 + (Math.PI * (k + 0.5 - share / 2)) / count;
    skin(surface, low, high, colour, from, from + (Math.PI / count) * share, 30);
  }
}

/** Iron speckle in the glaze. */
export function speckle(surface: Surface, count: number, colour: Hex = "#4a3528"): void {
  const { pen } = surface;
  const tall = surface.high - surface.low;
  for (let k = 0; k < count; k++) {
    const turn = Math.asin(pen.random() * 1.9 - 0.95);
    const z = surface.low + tall * (0.04 + 0.93 * pen.random());
    const [x, y] = surface.point(turn, z);
    const size = tall * (0.0025 + 0.006 * pen.random() ** 3);
    pen.body.push(
      `<ellipse cx="${num(x)}" cy="${num(y)}" rx="${num(size * Math.max(0.35, Math.cos(turn)))}" ry="${num(size)}" fill="${colour}" fill-opacity="${num(0.25 + 0.4 * pen.random())}"/>`,
    );
  }
}

/** Painted dots in rows. */
export function dots(
  surface: Surface,
  heights: readonly number[],
  count: number,
  size: number,
  colour: Hex,
): void {
  for (const [row, z] of heights.entries()) {
    for (let k = 0; k < count; k++) {
      const turn = -Math.PI / 2 + (Math.PI * (k + (row % 2 ? 0.25 : 0.75))) / count;
      const [x, y] = surface.point(turn, z);
      surface.pen.ellipse(
        x,
        y,
        size * Math.max(0.05, Math.cos(turn)),
        size,
        tone(colour, -0.12 - 0.3 * Math.max(0, turn) ** 2),
      );
    }
  }
}

/** A paper label with abstract marks (never letters). */
export function label(
  surface: Surface,
  low: number,
  high: number,
  half: number,
  colour: Hex,
  ink: Hex,
  mark = 0,
): void {
  skin(surface, low, high, colour, -half, half, 30, "matte");
  const tall = high - low;
  const at = (u: number, v: number): Point => surface.point(u * half, low + tall * v);
  const bar = (v: number, wide: number, thick: number, opacity = 0.85): void => {
    const arc = Array.from({ length: 9 }, (_, k) => at(-wide + (2 * wide * k) / 8, v));
    surface.pen.line(polygon(arc, false), ink, tall * thick, opacity);
  };
  const [mx, my] = at(0, 0.66);
  const size = tall * 0.15;
  const spread = Math.abs(at(0.3, 0.66)[0] - mx);
  const wide = Math.min(size, spread * 1.4);
  const { pen } = surface;
  if (mark === 0) pen.ellipse(mx, my, wide, size, ink, 0.9);
  else if (mark === 1) {
    pen.ellipse(mx, my, wide, size, ink, 0.9);
    pen.ellipse(mx + wide * 0.42, my - size * 0.2, wide * 0.86, size * 0.86, colour);
  } else if (mark === 2) {
    pen.shape(
      [
        [mx - wide, my + size],
        [mx, my - size],
        [mx + wide, my + size],
      ],
      ink,
      0.9,
    );
  } else if (mark === 3) {
    for (const by of [-0.7, 0, 0.7])
      pen.ellipse(mx + wide * by * 1.6, my, wide * 0.42, wide * 0.42, ink, 0.9);
  } else {
    const w = lightness(colour) > 0.5 ? 1 : 1.1;
    pen.line(`M${num(mx)} ${num(my + size)}V${num(my - size)}`, ink, tall * 0.022 * w);
    for (const s of [-1, 1])
      for (const v of [0.5, 0, -0.5]) {
        pen.ellipse(
          mx + s * wide * 0.5,
          my + size * v,
          wide * 0.42,
          size * 0.18,
          mix(ink, colour, 0.12),
        );
      }
  }
  bar(0.36, 0.5, 0.03);
  bar(0.27, 0.34, 0.022, 0.6);
  bar(0.15, 0.16, 0.022, 0.6);
}
