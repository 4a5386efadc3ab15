import { describe, expect, test } from "vitest";
import { decodeShrink, displayedSize, layOut, storedWindow } from "./geometry.ts";
import { POSITIONS } from "./params.ts";

const PHOTO = { width: 3000, height: 2000 };
const none = { fit: "cover", pos: "center", enlarge: false } as const;

describe("images 2, 3, 7, 34: fit", () => {
  test("cover fills the box and cuts the longer side in the middle", () => {
    expect(layOut(PHOTO, { ...none, w: 120, h: 120 })).toEqual({
      crop: { x: 500, y: 0, width: 2000, height: 2000 },
      scaled: { width: 120, height: 120 },
      canvas: null,
    });
  });

  test("pos chooses the part cover keeps", () => {
    const x = (pos: (typeof POSITIONS)[number]) =>
      layOut(PHOTO, { ...none, w: 120, h: 120, pos }).crop.x;
    expect([x("left"), x("center"), x("right"), x("top-right"), x("top")]).toEqual([
      0, 500, 1000, 1000, 500,
    ]);
  });

  test("contain pads to exactly the box", () => {
    expect(layOut(PHOTO, { ...none, fit: "contain", w: 300, h: 300 })).toEqual({
      crop: { x: 0, y: 0, width: 3000, height: 2000 },
      scaled: { width: 300, height: 200 },
      canvas: { width: 300, height: 300, left: 0, top: 50 },
    });
  });

  test("inside and scale-down keep the ratio within the box", () => {
    for (const fit of ["inside", "scale-down"] as const) {
      const layout = layOut(PHOTO, { ...none, fit, w: 300, h: 300 });
      expect([layout.scaled, layout.canvas]).toEqual([{ width: 300, height: 200 }, null]);
    }
  });

  test("fill takes the box as it is", () => {
    expect(layOut(PHOTO, { ...none, fit: "fill", w: 90, h: 300 }).scaled).toEqual({
      width: 90,
      height: 300,
    });
  });

  test("a missing side follows from the ratio, and is bounded by 2048", () => {
    expect(layOut(PHOTO, { ...none, w: 600 }).scaled).toEqual({ width: 600, height: 400 });
    expect(layOut(PHOTO, { ...none, h: 400 }).scaled).toEqual({ width: 600, height: 400 });
    const tower = layOut({ width: 1000, height: 9000 }, { ...none, w: 1000 });
    expect(tower.scaled).toEqual({ width: 228, height: 2048 });
    expect(layOut(PHOTO, none).scaled).toEqual({ width: 2048, height: 1365 });
  });

  test("nothing is enlarged unless asked for, and scale-down never", () => {
    const small = { width: 60, height: 40 };
    const box = { w: 120, h: 120 };
    expect(layOut(small, { ...none, ...box }).scaled).toEqual({ width: 40, height: 40 });
    expect(layOut(small, { ...none, ...box, fit: "inside" }).scaled).toEqual(small);
    expect(layOut(small, { ...none, ...box, fit: "fill" }).scaled).toEqual(small);
    expect(layOut(small, { ...none, w: 120 }).scaled).toEqual(small);
    const padded = layOut(small, { ...none, ...box, fit: "contain" });
    expect(padded.scaled).toEqual(small);
    expect(padded.canvas).toEqual({ width: 120, height: 120, left: 30, top: 40 });
    const enlarge = { ...none, ...box, enlarge: true } as const;
    expect(layOut(small, enlarge).scaled).toEqual({ width: 120, height: 120 });
    expect(layOut(small, { ...enlarge, fit: "inside" }).scaled).toEqual({ width: 120, height: 80 });
    expect(layOut(small, { ...enlarge, fit: "scale-down" }).scaled).toEqual(small);
    expect(layOut(small, { ...enlarge, w: undefined, h: undefined }).scaled).toEqual(small);
  });

  test("every layout stays inside its source, its canvas and the limits", () => {
    for (const fit of ["cover", "contain", "inside", "fill", "scale-down"] as const) {
      for (const [width, height] of [
        [1, 1],
        [1, 9000],
        [9000, 1],
        [37, 53],
        [2048, 2048],
      ] as const) {
        for (const pos of POSITIONS) {
          for (const enlarge of [true, false]) {
            for (const [w, h] of [
              [1, 1],
              [2048, 1],
              [undefined, 7],
              [100, 33],
            ] as const) {
              const { crop, scaled, canvas } = layOut(
                { width, height },
                { w, h, fit, pos, enlarge },
              );
              expect(crop.x).toBeGreaterThanOrEqual(0);
              expect(crop.y).toBeGreaterThanOrEqual(0);
              expect(crop.x + crop.width).toBeLessThanOrEqual(width + 1e-6);
              expect(crop.y + crop.height).toBeLessThanOrEqual(height + 1e-6);
              expect(Math.min(scaled.width, scaled.height)).toBeGreaterThanOrEqual(1);
              expect(Math.max(scaled.width, scaled.height)).toBeLessThanOrEqual(2048);
              const outer = canvas ?? { ...scaled, left: 0, top: 0 };
              expect(outer.left + scaled.width).toBeLessThanOrEqual(outer.width);
              expect(outer.top + scaled.height).toBeLessThanOrEqual(outer.height);
            }
          }
        }
      }
    }
  });
});

describe("images 15: orientation", () => {
  test("a window turned into the stored picture keeps its area and stays inside", () => {
    const stored = { width: 30, height: 20 };
    for (let orientation = 1; orientation <= 8; orientation++) {
      const shown = displayedSize(stored, orientation);
      const whole = storedWindow({ x: 0, y: 0, ...shown }, stored, orientation);
      expect(whole).toEqual({ x: 0, y: 0, ...stored });
      const corner = storedWindow({ x: 0, y: 0, width: 5, height: 4 }, stored, orientation);
      expect(corner.width * corner.height).toBe(20);
      expect([corner.x === 0 || corner.x + corner.width === 30]).toEqual([true]);
      expect([corner.y === 0 || corner.y + corner.height === 20]).toEqual([true]);
    }
  });
});

describe("images 14, 52: shrinking while decoding", () => {
  test("the asked pixels are left, as libvips leaves them", () => {
    const size = { width: 4000, height: 3000 };
    expect([0.03, 0.0626, 0.15, 0.26, 1].map((ratio) => decodeShrink(size, ratio, 1e9))).toEqual([
      8, 8, 4, 2, 1,
    ]);
  });

  test("memory comes before quality", () => {
    expect(decodeShrink({ width: 10_000, height: 10_000 }, 0.2, 13e6)).toBe(4);
    expect(decodeShrink({ width: 20_000, height: 15_000 }, 1, 13e6)).toBe(8);
  });
});
