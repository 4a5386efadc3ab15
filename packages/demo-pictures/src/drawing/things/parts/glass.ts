/** Clear and tinted glass with a liquid in it. */

import { type Hex, tone } from "../../colour.ts";
import { flutes } from "../../decor.ts";
import type { Row } from "../../geometry.ts";
import { glint, type Surface, shadowOf, silhouette, trace } from "../../lathe.ts";
import type { Pen } from "../../pen.ts";
import { cut, ring } from "../../profile.ts";

/** Clear or tinted glass, with an optional liquid up to a height. */
export function glass(
  pen: Pen,
  x: number,
  y: number,
  profile: readonly Row[],
  tint: Hex,
  liquid?: { colour: Hex; z: number },
  ribs = 0,
): Surface {
  const s = glassBody(pen, x, y, profile, tint, liquid, ribs);
  const [cx, cy] = pen.at(x, y, s.high);
  const r = s.radius(s.high);
  pen.line(ring(cx, cy, r - 0.8, (r - 0.8) * pen.rise), "#ffffff", 1.3, 0.75);
  pen.line(ring(cx, cy, r - 2.4, (r - 2.4) * pen.rise), tone(tint, -0.4), 0.7, 0.45);
  return s;
}

function glassBody(
  pen: Pen,
  x: number,
  y: number,
  profile: readonly Row[],
  tint: Hex,
  liquid: { colour: Hex; z: number } | undefined,
  ribs: number,
): Surface {
  const s = trace(pen, x, y, profile, { colour: tint, finish: "gloss" });
  shadowOf(s, 0);
  const edge = Math.max(...s.rows.map(([r]) => r));
  const [cx, cy] = pen.at(x, y, s.high);
  const r = s.radius(s.high);
  pen.ellipse(cx, cy, r, r * pen.rise, tone(tint, -0.15), 0.3);
  if (liquid) {
    const rows = cut(s.rows, s.low + 5, liquid.z).map(
      ([radius, z]): Row => [Math.max(1, radius - 2.5), z],
    );
    const inner: Surface = {
      ...s,
      rows,
      low: s.low + 5,
      high: liquid.z,
      radius: (z) => Math.max(1, s.radius(z) - 2.5),
      point: (turn, z) =>
        pen.at(
          x + Math.max(1, s.radius(z) - 2.5) * Math.sin(turn),
          y + Math.max(1, s.radius(z) - 2.5) * Math.cos(turn),
          z,
        ),
    };
    const big = Math.max(...rows.map(([radius]) => radius));
    pen.fill(
      silhouette(inner),
      pen.linear(
        [x - big, 0],
        [x + big, 0],
        [
          [0, tone(liquid.colour, -0.4), 0.92],
          [0.22, tone(liquid.colour, 0.05), 0.82],
          [0.5, tone(liquid.colour, 0.12), 0.78],
          [0.85, tone(liquid.colour, -0.16), 0.86],
          [1, tone(liquid.colour, -0.36), 0.92],
        ],
      ),
    );
    const [lx, ly] = pen.at(x, y, liquid.z);
    const lr = inner.radius(liquid.z);
    pen.ellipse(
      lx,
      ly,
      lr,
      lr * pen.rise,
      pen.linear(
        [lx - lr, 0],
        [lx + lr, 0],
        [
          [0, tone(liquid.colour, -0.1)],
          [1, tone(liquid.colour, 0.34)],
        ],
      ),
      0.92,
    );
  }
  pen.fill(
    silhouette(s),
    pen.linear(
      [x - edge, 0],
      [x + edge, 0],
      [
        [0, tone(tint, -0.5), 0.62],
        [0.07, tone(tint, -0.15), 0.34],
        [0.2, "#ffffff", 0.26],
        [0.45, tint, 0.12],
        [0.8, tint, 0.2],
        [0.93, tone(tint, -0.3), 0.36],
        [1, tone(tint, -0.55), 0.62],
      ],
    ),
  );
  if (ribs) flutes(s, ribs, s.low + 2, s.high - (s.high - s.low) * 0.16, 0.34);
  const [, yb] = pen.at(x, y, s.low + 2);
  const foot = s.radius(s.low + 3);
  pen.ellipse(x, yb - 1, foot * 0.86, foot * 0.8 * pen.rise, "#ffffff", 0.3);
  glint(s, -0.95, 0.16, 0.75);
  glint(s, 0.9, 0.07, 0.4);
  return s;
}
