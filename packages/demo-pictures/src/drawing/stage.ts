/** Studio grounds and framing: puts a drawn scene on its background and writes the whole SVG. */
import { type Hex, lightness, mix, tone } from "./colour.ts";
import { num } from "./geometry.ts";
import { Pen } from "./pen.ts";

export const SIZE = 1600;

export interface Ground {
  readonly wall: Hex;
  readonly floor: Hex;
  readonly kind: "sweep" | "table" | "window" | "arch" | "disc" | "flat" | "flatlight";
  /** Horizon as a share of the height. */
  readonly horizon?: number;
}

export interface Frame {
  /** Largest share of width and height that the goods may take. */
  readonly wide?: number;
  readonly tall?: number;
  /** Where the goods' lowest point stands, share of the height; ignored on flat grounds. */
  readonly base?: number;
  /** Enlarges about a point of the goods (shares of its frame) for close views. */
  readonly zoom?: readonly [scale: number, x: number, y: number];
}

/** Writes the scene as a 1600 × 1600 SVG. */
export function stage(pen: Pen, ground: Ground, frame: Frame = {}): string {
  const width = pen.right - pen.left;
  const height = pen.bottom - pen.top;
  const flat = pen.rise > 0.8;
  let scale = Math.min(
    (SIZE * (frame.wide ?? 0.62)) / width,
    (SIZE * (frame.tall ?? 0.6)) / height,
  );
  let dx = SIZE / 2 - ((pen.left + pen.right) / 2) * scale;
  let dy = flat
    ? SIZE / 2 - ((pen.top + pen.bottom) / 2) * scale
    : Math.min(SIZE * (frame.base ?? 0.8), SIZE * 0.53 + (height * scale) / 2) - pen.bottom * scale;
  if (frame.zoom) {
    const [by, u, v] = frame.zoom;
    const px = dx + (pen.left + width * u) * scale;
    const py = dy + (pen.top + height * v) * scale;
    dx = SIZE / 2 - (px - dx) * by;
    dy = SIZE * 0.52 - (py - dy) * by;
    scale *= by;
  }
  const backdrop = new Pen(pen.rise, "ground");
  const back = scenery(backdrop, ground);
  const defs = [...backdrop.defs.map((text) => text.replace('id="p', 'id="b')), ...pen.defs].join(
    "",
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}"><defs>${defs}</defs>${back.replaceAll("url(#p", "url(#b")}<g transform="translate(${num(dx)} ${num(dy)}) scale(${Math.round(scale * 1e4) / 1e4})">${pen.floor.join("")}${pen.body.join("")}</g></svg>`;
}

function scenery(pen: Pen, { wall, floor, kind, horizon = 0.62 }: Ground): string {
  const rect = (y: number, height: number, fill: string): string =>
    `<rect y="${num(y)}" width="${SIZE}" height="${num(height)}" fill="${fill}"/>`;
  const edge = SIZE * horizon;
  if (kind === "flat" || kind === "flatlight") {
    const base = rect(
      0,
      SIZE,
      pen.linear(
        [200, 0],
        [1400, SIZE],
        [
          [0, tone(floor, 0.2)],
          [0.55, floor],
          [1, tone(floor, -0.13)],
        ],
      ),
    );
    if (kind === "flat") return base;
    return (
      base +
      beams(
        tone(floor, 0.55),
        [
          [-200, 300],
          [420, 250],
        ],
        900,
      )
    );
  }
  const lamp = pen.linear(
    [0, 0],
    [SIZE, edge],
    [
      [0, tone(wall, 0.26)],
      [0.5, tone(wall, 0.06)],
      [1, tone(wall, -0.12)],
    ],
  );
  if (kind === "sweep") {
    return rect(
      0,
      SIZE,
      pen.linear(
        [360, 0],
        [760, SIZE],
        [
          [0, tone(wall, 0.22)],
          [horizon - 0.14, wall],
          [horizon + 0.02, mix(wall, floor, 0.55)],
          [horizon + 0.1, tone(floor, 0.06)],
          [1, tone(floor, -0.1)],
        ],
      ),
    );
  }
  const ground = rect(
    edge,
    SIZE - edge,
    pen.linear(
      [300, edge],
      [900, SIZE],
      [
        [0, tone(floor, -0.05)],
        [0.3, tone(floor, 0.08)],
        [1, tone(floor, -0.1)],
      ],
    ),
  );
  const line = rect(edge, 5, tone(floor, lightness(floor) > 0.6 ? 0.4 : 0.18));
  const under = rect(
    edge - 90,
    90,
    pen.linear(
      [0, edge - 90],
      [0, edge],
      [
        [0, tone(wall, -0.5), 0],
        [1, tone(wall, -0.5), 0.22],
      ],
    ),
  );
  let motif = "";
  if (kind === "window")
    motif = beams(
      tone(wall, 0.5),
      [
        [-60, 270],
        [330, 270],
      ],
      edge,
    );
  if (kind === "arch") {
    const inner = mix(wall, floor, 0.35);
    motif = `<path d="M420 ${num(edge)}V640a380 380 0 0 1 760 0V${num(edge)}Z" fill="${pen.linear(
      [420, 300],
      [1180, 900],
      [
        [0, tone(inner, -0.34)],
        [0.35, tone(inner, -0.12)],
        [1, tone(inner, 0.16)],
      ],
    )}"/>`;
  }
  if (kind === "disc") {
    motif = `<circle cx="960" cy="620" r="450" fill="${pen.linear(
      [500, 200],
      [1400, 1050],
      [
        [0, tone(mix(wall, floor, 0.6), 0.24)],
        [1, mix(wall, floor, 0.5)],
      ],
    )}"/>`;
  }
  return rect(0, edge, lamp) + motif + under + ground + line;
}

/** Slanting sunlight through a window: each beam is drawn several times, slightly wider, for a soft edge. */
function beams(colour: Hex, spans: readonly (readonly [number, number])[], floor: number): string {
  return spans
    .flatMap(([from, wide]) =>
      [0, 6, 12, 18].map((grow) => {
        const [a, b] = [from - grow, from + wide + grow];
        return `<path d="M${a} 0H${b}L${b + floor * 0.62} ${num(floor)}H${num(a + floor * 0.62)}Z" fill="${colour}" fill-opacity=".075"/>`;
      }),
    )
    .join("");
}
