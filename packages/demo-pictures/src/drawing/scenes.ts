/** Composes the pictures of a product: hero, setting, detail. */
import type { Pictured } from "../types.ts";
import { type Hex, lightness, mix, tone } from "./colour.ts";
import { type Companion, companions } from "./companions.ts";
import { chance } from "./geometry.ts";
import { Pen } from "./pen.ts";
import { type Frame, type Ground, stage } from "./stage.ts";
import { looks } from "./things/index.ts";
import type { Look } from "./things/parts/look.ts";

interface Palette {
  readonly walls: readonly Hex[];
  readonly accents: readonly Hex[];
  readonly floors: readonly Hex[];
}

const PALETTES: Record<string, Palette> = {
  tableware: {
    walls: ["#e9e0d2", "#dcd8cc", "#e6d6c6"],
    accents: ["#b9bfae", "#c98f6f", "#8fa1a3"],
    floors: ["#d8c3a5", "#cbb392"],
  },
  "tea-coffee": {
    walls: ["#e3ddcc", "#d9dccd", "#eadbc6"],
    accents: ["#8d9a7e", "#b57b56", "#5f6f66"],
    floors: ["#b98f66", "#a97f5b"],
  },
  kitchen: {
    walls: ["#ece3d1", "#dfe2dc", "#f0dfc4"],
    accents: ["#d9a25f", "#a9b9b4", "#c77d5c"],
    floors: ["#d9c6ab", "#e5dccb"],
  },
  "lighting-home": {
    walls: ["#ded3c6", "#d4cdc4", "#cfd0c8"],
    accents: ["#7f8c86", "#a86f55", "#5d6570"],
    floors: ["#b8926c", "#c4a684"],
  },
  stationery: {
    walls: ["#e5e0d6", "#dbe0df", "#ecdccd"],
    accents: ["#a8b8bf", "#d0a08a", "#c4b48f"],
    floors: ["#dcd3c4", "#d2c2aa"],
  },
  "textiles-bags": {
    walls: ["#e8dfd4", "#dad9d0", "#e4d3c8"],
    accents: ["#b7a596", "#98a59d", "#cda893"],
    floors: ["#d9ccb9", "#c9b39a"],
  },
  "body-scent": {
    walls: ["#eaded6", "#dde1d8", "#e6dccb"],
    accents: ["#c5a69a", "#a3b09c", "#b9a88b"],
    floors: ["#e0d2c2", "#d3c4b2"],
  },
  "outdoor-picnic": {
    walls: ["#dfe3d6", "#e8dfc9", "#d5dfe0"],
    accents: ["#9fb18e", "#d9b27a", "#8fb0b8"],
    floors: ["#c3c49c", "#d2bf98"],
  },
};

/** The three compositions, in gallery order. */
export const SCENES = ["hero", "setting", "detail"] as const;
export type Scene = (typeof SCENES)[number];

/** Draws one composition of a product as SVG; the same text every time. */
export function compose(product: Pictured, scene: Scene): string {
  const look = looks[product.slug] ?? looks["dalmaji-mug"];
  const palette = PALETTES[product.categorySlug] ?? PALETTES.tableware;
  if (!look || !palette) throw new Error(`No look for ${product.slug}`);
  const random = chance(`${product.slug}/${scene}`);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const [main = "#e9dfcb"] = product.hues;
  const second = product.hues[1] ?? tone(main, lightness(main) > 0.5 ? -0.35 : 0.4);
  const rise = look.rise ?? 0.3;
  const flat = rise > 0.8;
  const pen = new Pen(rise, `${product.slug}/${scene}`);
  const wall = apart(pick(scene === "setting" ? palette.accents : palette.walls), main);
  const floor = apart(
    scene === "hero" ? mix(wall, pick(palette.floors), 0.45) : pick(palette.floors),
    main,
  );
  if (scene === "setting") {
    setting(pen, look, main, second, companions(product.categorySlug, random));
    const kinds: Ground["kind"][] = flat ? ["flatlight"] : ["window", "arch", "disc", "table"];
    const horizon = rise > 0.5 ? 0.3 : rise > 0.4 ? 0.44 : 0.6;
    return stage(
      pen,
      { wall, floor: flat ? wall : floor, kind: pick(kinds), horizon },
      { wide: 0.82, tall: 0.68, base: 0.84 },
    );
  }
  look.draw(pen, 0, 0, main);
  const horizon = rise > 0.42 ? 0.4 : 0.6;
  const ground: Ground = {
    wall,
    floor: flat ? wall : floor,
    kind: flat ? "flat" : "sweep",
    horizon,
  };
  const frame: Frame =
    scene === "hero"
      ? { wide: 0.68, tall: 0.63 }
      : { wide: 0.68, tall: 0.63, zoom: [1.95, look.focus?.[0] ?? 0.42, look.focus?.[1] ?? 0.36] };
  return stage(pen, ground, frame);
}

/** The product among companions: a second colour behind it unless it stands alone, a prop in front. */
function setting(pen: Pen, look: Look, main: Hex, second: Hex, props: readonly Companion[]): void {
  const probe = new Pen(pen.rise, "probe");
  look.draw(probe, 0, 0, main);
  const half = (probe.right - probe.left) / 2;
  const middle = (probe.right + probe.left) / 2;
  const flat = pen.rise > 0.8;
  const deep = half * (pen.rise > 0.4 ? 0.9 : 0.7);
  const size = probe.bottom - probe.top;
  // A prop that dwarfs small goods would be the picture's subject.
  const back = props.slice(0, 1).find((prop) => prop.low || size > 190);
  const front = props.slice(1).find((prop) => prop.half < half * 0.9);
  if (look.alone) {
    if (!flat && size < 700) back?.draw(pen, middle + half + back.half * 0.55, -deep * 0.8);
    look.draw(pen, 0, 0, main);
    if (size < 700)
      front?.draw(
        pen,
        middle - half - (front?.half ?? 0) * (flat ? 1.2 : 0.7),
        flat ? 60 : deep * 0.55,
      );
    return;
  }
  if (!flat && size < 420)
    back?.draw(pen, middle - half * 0.9 - (back?.half ?? 0) * 0.4, -deep * 1.5);
  look.draw(pen, half * 1.12, -deep * 0.85, second);
  look.draw(pen, -half * 0.62, deep * 0.2, main);
  if (size < 700) front?.draw(pen, middle + half * 0.75 + (front?.half ?? 0) * 0.5, deep * 0.75);
}

/** Moves a ground's lightness away from the goods', so that they stand out. */
function apart(ground: Hex, goods: Hex): Hex {
  const gap = lightness(ground) - lightness(goods);
  if (Math.abs(gap) > 0.09) return ground;
  return tone(ground, lightness(goods) > 0.72 ? -0.24 : 0.42);
}
