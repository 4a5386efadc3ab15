/** Where each pixel of the answer comes from: fit, crop, canvas and orientation as arithmetic. Pure. */
import { IMAGE_SIDE_MAX, type ImageFit } from "@edgemart/contracts/images";
import type { Position } from "./params.ts";
import type { Size, Window } from "./raster.ts";

/** Where the pixels of a picture come from and go to. */
export interface Layout {
  /** Part of the source that is shown, in its pixels as displayed. */
  crop: Window;
  /** Pixels that part is scaled to. */
  scaled: Size;
  /** The place of the scaled part on a larger ground; null when it is the entire answer. */
  canvas: (Size & { left: number; top: number }) | null;
}

interface LayoutInput {
  w?: number;
  h?: number;
  fit: ImageFit;
  pos: Position;
  enlarge: boolean;
}

/**
 * Lays a source out in the asked box.
 *
 * A missing side follows from the source's ratio and is bounded by 2048. Without `enlarge`, `cover` keeps the
 * asked ratio and `contain` the asked canvas; no pixel is ever invented.
 *
 * @param source pixels as displayed, orientation applied
 */
export function layOut(source: Size, input: LayoutInput): Layout {
  const whole = { x: 0, y: 0, ...source };
  const { w, h } = input;
  const enlarge = input.enlarge && input.fit !== "scale-down";
  const box = { width: w ?? IMAGE_SIDE_MAX, height: h ?? IMAGE_SIDE_MAX };
  const asked = w !== undefined || h !== undefined;
  const shrink = Math.min(box.width / source.width, box.height / source.height);
  const inside = scaledBy(source, enlarge && asked ? shrink : Math.min(1, shrink));
  if (w === undefined || h === undefined) return { crop: whole, scaled: inside, canvas: null };
  switch (input.fit) {
    case "inside":
    case "scale-down":
      return { crop: whole, scaled: inside, canvas: null };
    case "fill": {
      const width = enlarge ? w : Math.min(w, source.width);
      const height = enlarge ? h : Math.min(h, source.height);
      return { crop: whole, scaled: { width, height }, canvas: null };
    }
    case "contain": {
      const [left, top] = placed(w - inside.width, h - inside.height, input.pos);
      const exact = inside.width === w && inside.height === h;
      const canvas = { width: w, height: h, left: Math.round(left), top: Math.round(top) };
      return { crop: whole, scaled: inside, canvas: exact ? null : canvas };
    }
    case "cover": {
      const scale = Math.max(w / source.width, h / source.height);
      const width = Math.min(source.width, w / scale);
      const height = Math.min(source.height, h / scale);
      const [x, y] = placed(source.width - width, source.height - height, input.pos);
      const scaled =
        enlarge || scale <= 1 ? { width: w, height: h } : scaledBy({ width, height }, 1);
      return { crop: { x, y, width, height }, scaled, canvas: null };
    }
  }
}

/** The size a stored picture has on screen. */
export function displayedSize(stored: Size, orientation: number): Size {
  const { width, height } = stored;
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** Maps a window of the displayed picture to the stored one. */
export function storedWindow(window: Window, stored: Size, orientation: number): Window {
  const { x, y, width, height } = window;
  const turned = { width: height, height: width };
  switch (orientation) {
    case 2:
      return { ...window, x: stored.width - x - width };
    case 3:
      return { ...window, x: stored.width - x - width, y: stored.height - y - height };
    case 4:
      return { ...window, y: stored.height - y - height };
    case 5:
      return { ...turned, x: y, y: x };
    case 6:
      return { ...turned, x: y, y: stored.height - x - width };
    case 7:
      return { ...turned, x: stored.width - y - height, y: stored.height - x - width };
    case 8:
      return { ...turned, x: stored.width - y - height, y: x };
    default:
      return window;
  }
}

/**
 * Chooses how much a JPEG is shrunk while it is decoded: as libvips does the most that still leaves the pixels asked
 * for, more when memory demands it.
 *
 * @param ratio     pixels of the answer for each pixel of the source, on the larger side
 * @param pixelsMax pixels that fit into memory
 * @returns 1, 2, 4 or 8
 */
export function decodeShrink(source: Size, ratio: number, pixelsMax: number): 1 | 2 | 4 | 8 {
  const pixels = source.width * source.height;
  const choices = [8, 4, 2, 1] as const;
  const good = choices.find((shrink) => 1 / shrink >= ratio) ?? 1;
  return choices.findLast((shrink) => shrink >= good && pixels <= pixelsMax * shrink ** 2) ?? 8;
}

function scaledBy(size: Size, scale: number): Size {
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
}

function placed(spareX: number, spareY: number, pos: Position): [number, number] {
  const x = pos.includes("left") ? 0 : pos.includes("right") ? spareX : spareX / 2;
  const y = pos.includes("top") ? 0 : pos.includes("bottom") ? spareY : spareY / 2;
  return [x, y];
}
