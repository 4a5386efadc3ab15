/** Arithmetic on pixels, held against the plainest way to compute the same. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flatten, premultiply, unpremultiply } from "./alpha.ts";
import { blur } from "./blur.ts";
import { placeOn } from "./canvas.ts";
import { dominantColour } from "./dominant-colour.ts";
import { decodeShrink, displayedSize, layOut, storedWindow } from "./geometry.ts";
import { orient } from "./orient.ts";
import { type Raster, toRgba } from "./raster.ts";
import { tapsFor, WEIGHT_BITS } from "./taps.ts";

const raster = (width: number, channels: 1 | 3 | 4, hasAlpha: boolean, data: number[]): Raster => ({
  ...{ width, height: data.length / channels / width, channels, hasAlpha },
  data: Uint8Array.from(data),
});
const pixelsOf = (...pixels: number[][]) => raster(pixels.length, 4, true, pixels.flat());
const shown = ({ data }: Raster) => [...data];
const byte = fc.integer({ min: 0, max: 255 });
const pixel = fc.tuple(byte, byte, byte, byte);

describe("alpha", () => {
  test("premultiplied, a colour is its share of what is seen; opaque and clear ones are exact", () => {
    const some = pixelsOf([200, 100, 50, 255], [200, 100, 50, 128], [200, 100, 50, 0]);
    premultiply(some);
    expect(shown(some)).toEqual([200, 100, 50, 255, 100, 50, 25, 128, 0, 0, 0, 0]);
    fc.assert(
      fc.property(pixel, ([r, g, b, a]) => {
        const one = pixelsOf([r, g, b, a]);
        premultiply(one);
        const share = (value: number) => Math.floor((value * a + 127) / 255);
        expect(shown(one)).toEqual([share(r), share(g), share(b), a]);
      }),
    );
  });

  test("divided again, each of the 65 536 colours is as near as its bits allow, and never above white", () => {
    const far: number[][] = [];
    for (let a = 0; a < 256; a++) {
      for (let value = 0; value < 256; value++) {
        const one = pixelsOf([value, 255 - value, value, a]);
        unpremultiply(one);
        const [red, green, blue, alpha] = shown(one);
        const exact = (of: number) => (a === 0 ? 0 : Math.min(255, (of * 255) / a));
        // Between two neighbours either is as near.
        const isNear = (got = -1, of = -1) => Math.abs(got - exact(of)) <= 0.5 + 1e-9;
        const isGood = isNear(red, value) && isNear(green, 255 - value) && isNear(blue, value);
        if (!isGood || alpha !== a) far.push([value, a]);
      }
    }
    expect(far).toEqual([]);
  });

  test("flattened, it is the picture over its ground", () => {
    const ground = { r: 10, g: 20, b: 30, a: 255 };
    fc.assert(
      fc.property(pixel, ([r, g, b, a]) => {
        const flat = flatten(pixelsOf([r, g, b, a], [1, 2, 3, 255]), ground);
        const over = (value: number, below: number) =>
          Math.floor((value * a + below * (255 - a) + 127) / 255);
        expect(flat).toMatchObject({ width: 2, height: 1, channels: 3, hasAlpha: false });
        expect(shown(flat)).toEqual([over(r, 10), over(g, 20), over(b, 30), 1, 2, 3]);
      }),
    );
    const opaque = raster(1, 4, false, [1, 2, 3, 4]);
    expect(flatten(opaque, ground)).toBe(opaque);
  });
});

describe("forms", () => {
  test("grey and RGB become RGBA, opaque; RGBA stays itself", () => {
    expect(toRgba(raster(2, 1, false, [7, 9]))).toEqual(
      raster(2, 4, false, [7, 7, 7, 255, 9, 9, 9, 255]),
    );
    expect(toRgba(raster(1, 3, false, [1, 2, 3, 4, 5, 6]))).toEqual(
      raster(1, 4, false, [1, 2, 3, 255, 4, 5, 6, 255]),
    );
    const rgba = raster(1, 4, true, [1, 2, 3, 4]);
    expect(toRgba(rgba)).toBe(rgba);
  });

  test("on a canvas a picture is at its place, and all else is the ground", () => {
    const ground = { r: 1, g: 2, b: 3, a: 4 };
    const picture = raster(2, 3, false, [9, 9, 9, 8, 8, 8, 7, 7, 7, 6, 6, 6]);
    const canvas = { width: 4, height: 4, left: 1, top: 2 };
    const placed = placeOn(canvas, picture, ground);
    expect(placed).toMatchObject({ width: 4, height: 4, channels: 4, hasAlpha: true });
    const G = [1, 2, 3, 4];
    expect(shown(placed)).toEqual(
      [
        ...[G, G, G, G],
        ...[G, G, G, G],
        ...[G, [9, 9, 9, 255], [8, 8, 8, 255], G],
        ...[G, [7, 7, 7, 255], [6, 6, 6, 255], G],
      ].flat(),
    );
  });

  test("an opaque ground fills what is clear in the picture itself; another one does not", () => {
    const clear = pixelsOf([200, 200, 200, 0]);
    const canvas = { width: 1, height: 1, left: 0, top: 0 };
    const on = (a: number) => placeOn(canvas, clear, { r: 5, g: 6, b: 7, a });
    expect([on(255).hasAlpha, shown(on(255))]).toEqual([false, [5, 6, 7, 255]]);
    expect([on(254).hasAlpha, shown(on(254))]).toEqual([true, [200, 200, 200, 0]]);
  });
});

describe("the colour most of a picture has", () => {
  test("is the mean of its fullest step, by what is seen of it", () => {
    const many = pixelsOf([16, 32, 48, 255], [18, 34, 50, 255], [255, 0, 0, 255]);
    expect(dominantColour(many)).toBe("#112131");
    const faint = pixelsOf([255, 0, 0, 10], [255, 0, 0, 10], [0, 0, 255, 21]);
    expect(dominantColour(faint)).toBe("#0000ff");
    expect(dominantColour(pixelsOf([9, 9, 9, 0]))).toBe("#000000");
    // Weighed within a step too.
    expect(dominantColour(pixelsOf([0, 0, 0, 30], [15, 15, 15, 10]))).toBe("#040404");
  });

  test("tells steps apart in each channel", () => {
    for (const channel of [0, 1, 2]) {
      const [low, high] = [15, 16].map((value) =>
        [0, 1, 2, 3].map((at) => (at === 3 ? 255 : at === channel ? value : 128)),
      ) as [number[], number[]];
      const colour = dominantColour(pixelsOf(low, high, high));
      const part = (at: number) => (at === channel ? "10" : "80");
      expect(colour).toBe(`#${[0, 1, 2].map(part).join("")}`);
    }
  });
});

describe("images 15: orientation", () => {
  test("a pixel of the displayed picture is the one that its window names in the stored one", () => {
    const [width, height] = [5, 3];
    const data = Array.from({ length: width * height }, (_, at) => at);
    const stored = raster(width, 1, false, data);
    for (let orientation = 1; orientation <= 8; orientation++) {
      const turned = orient(stored, orientation);
      const size = displayedSize(stored, orientation);
      expect(turned).toMatchObject(size);
      for (let y = 0; y < size.height; y++) {
        for (let x = 0; x < size.width; x++) {
          const from = storedWindow({ x, y, width: 1, height: 1 }, stored, orientation);
          const wanted = data[from.y * width + from.x];
          expect([orientation, x, y, turned.data[y * size.width + x]]).toEqual([
            ...[orientation, x, y, wanted],
          ]);
        }
      }
      const { x, y, ...sides } = storedWindow(
        { x: 0, y: 0, width: 2, height: 1 },
        stored,
        orientation,
      );
      expect([x >= 0, y >= 0, sides]).toEqual([
        ...[true, true],
        orientation >= 5 ? { width: 1, height: 2 } : { width: 2, height: 1 },
      ]);
    }
  });
});

describe("images 2, 3, 7: layouts to their borders", () => {
  const none = { fit: "cover", pos: "center", enlarge: false } as const;
  const tall = { width: 200, height: 400 };

  test("a position is a side or a corner, of what is cut off and of what is left over", () => {
    const crop = (pos: "top" | "bottom" | "center" | "bottom-left") =>
      layOut(tall, { ...none, w: 100, h: 100, pos }).crop;
    expect([crop("top").y, crop("center").y, crop("bottom").y]).toEqual([0, 100, 200]);
    expect(crop("bottom-left")).toEqual({ x: 0, y: 200, width: 200, height: 200 });
    const canvas = (pos: "left" | "bottom-right" | "center") =>
      layOut(tall, { ...none, fit: "contain", w: 101, h: 100, pos }).canvas;
    expect(canvas("left")).toEqual({ width: 101, height: 100, left: 0, top: 0 });
    expect(canvas("center")).toEqual({ width: 101, height: 100, left: 26, top: 0 });
    expect(canvas("bottom-right")).toEqual({ width: 101, height: 100, left: 51, top: 0 });
  });

  test("a picture that fills its box has no canvas, one that misses it on one side has", () => {
    const contain = (w: number, h: number) =>
      layOut(tall, { ...none, fit: "contain", w, h }).canvas;
    expect([contain(50, 100), contain(51, 100) === null, contain(50, 101) === null]).toEqual([
      ...[null, false, false],
    ]);
  });

  test("fill takes no more than there is, on each side alone", () => {
    const fill = (w: number, h: number, enlarge: boolean) =>
      layOut(tall, { ...none, fit: "fill", w, h, enlarge }).scaled;
    expect(fill(300, 100, false)).toEqual({ width: 200, height: 100 });
    expect(fill(100, 500, false)).toEqual({ width: 100, height: 400 });
    expect(fill(300, 500, true)).toEqual({ width: 300, height: 500 });
  });

  test("cover of a box of its own size changes nothing, also of one a pixel larger", () => {
    expect(layOut(tall, { ...none, w: 200, h: 400 })).toEqual({
      crop: { x: 0, y: 0, ...tall },
      ...{ scaled: tall, canvas: null },
    });
    expect(layOut(tall, { ...none, w: 201, h: 402 }).scaled).toEqual(tall);
  });

  test("one side is enlarged when that is asked for, and no side when none is", () => {
    expect(layOut(tall, { ...none, w: 400, enlarge: true }).scaled).toEqual({
      ...{ width: 400, height: 800 },
    });
    expect(layOut(tall, { ...none, h: 800, enlarge: true }).scaled).toEqual({
      ...{ width: 400, height: 800 },
    });
    expect(layOut(tall, { ...none, enlarge: true }).scaled).toEqual(tall);
  });

  test("a JPEG is shrunk as far as the answer lets it, and to the last pixel that fits in memory", () => {
    const size = { width: 800, height: 100 };
    const shrink = (ratio: number, pixelsMax = 1e9) => decodeShrink(size, ratio, pixelsMax);
    expect([1 / 8, 0.1251, 1 / 4, 0.251, 1 / 2, 0.501].map((ratio) => shrink(ratio))).toEqual([
      ...[8, 4, 4, 2, 2, 1],
    ]);
    expect([80_000, 79_999, 20_000, 19_999, 5_000, 4_999, 1].map((max) => shrink(1, max))).toEqual([
      ...[1, 2, 2, 4, 4, 8, 8],
    ]);
    expect(shrink(0.2, 1)).toBe(8);
  });
});

describe("images 52: weights of a scale", () => {
  const one = 1 << WEIGHT_BITS;
  const lanczos = (x: number) => {
    const sinc = (t: number) => (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));
    return Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
  };
  const cases = fc.record({
    offset: fc.double({ min: 0, max: 20, noNaN: true }),
    length: fc.double({ min: 0.5, max: 200, noNaN: true }),
    target: fc.integer({ min: 1, max: 60 }),
    beyond: fc.integer({ min: 0, max: 9 }),
  });

  test("are those of Lanczos-3 over the pixels there are, and add up to one", () => {
    fc.assert(
      fc.property(cases, ({ offset, length, target, beyond }) => {
        const available = Math.max(1, Math.ceil(offset + length) + beyond);
        const taps = tapsFor(offset, length, target, available);
        const [ratio, spread] = [length / target, Math.max(1, length / target)];
        for (let at = 0; at < target; at++) {
          const [start = -1, count = 0] = [taps.starts[at], taps.counts[at]];
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start + count).toBeLessThanOrEqual(available);
          const own = [...taps.weights.slice(at * taps.stride, (at + 1) * taps.stride)];
          expect(own.slice(count).every((weight) => weight === 0)).toBe(true);
          expect(own.reduce((sum, weight) => sum + weight, 0)).toBe(one);
          const centre = offset + (at + 0.5) * ratio;
          const wanted = Array.from({ length: available }, (_, source) =>
            lanczos((source + 0.5 - centre) / spread),
          );
          const sum = wanted.reduce((total, weight) => total + weight, 0);
          if (Math.abs(sum) < 0.05) continue;
          for (let source = 0; source < available; source++) {
            const weight = own[source - start] ?? 0;
            const isOurs = source >= start && source < start + count;
            const off = Math.abs((isOurs ? weight : 0) - ((wanted[source] ?? 0) / sum) * one);
            // Rounding, and what is left over, goes to the largest.
            expect(off).toBeLessThanOrEqual(taps.stride);
          }
        }
        expect(taps.firstUsed).toBe(taps.starts[0]);
        const last = target - 1;
        expect(taps.lastUsed).toBe((taps.starts[last] ?? 0) + (taps.counts[last] ?? 0) - 1);
      }),
      { numRuns: 60 },
    );
  });

  test("of pixels that stay as they are are one pixel each", () => {
    const { starts, counts, weights, stride } = tapsFor(0, 9, 9, 9);
    for (let at = 0; at < 9; at++) {
      const own = [...weights.slice(at * stride, at * stride + (counts[at] ?? 0))];
      expect(own.map((weight, tap) => (weight === one ? (starts[at] ?? 0) + tap : -1))).toContain(
        at,
      );
      expect(own.filter((weight) => weight !== 0)).toEqual([one]);
    }
  });
});

describe("images 9: blur", () => {
  /** Three boxes of the given radii over one line, its ends repeated, rounded after each as bytes are. */
  const boxes = (line: number[], radii: number[]) =>
    radii.reduce<number[]>((values, radius) => {
      if (radius === 0) return values;
      return values.map((_, at) => {
        let sum = 0;
        for (let near = at - radius; near <= at + radius; near++) {
          sum += values[Math.min(Math.max(near, 0), values.length - 1)] ?? 0;
        }
        return Math.floor((sum + radius) / (2 * radius + 1));
      });
    }, line);

  test.each([
    [0.5, [0, 0, 0]],
    [0.8, [0, 0, 1]],
    [1, [0, 1, 1]],
    [1.5, [1, 1, 1]],
    [2, [1, 1, 2]],
    [3, [2, 3, 3]],
  ])("of %f is boxes of %j, whatever their order", (sigma, radii) => {
    const line = [0, 0, 255, 0, 40, 90, 255, 255, 3, 0, 0, 200];
    const sorted = [...radii].sort((a, b) => b - a);
    const blurred = blur(raster(line.length, 1, false, line), sigma);
    expect(shown(blurred)).toEqual(boxes(line, sorted));
    const upright = { ...raster(line.length, 1, false, line), width: 1, height: line.length };
    expect(shown(blur(upright, sigma))).toEqual(boxes(line, sorted));
  });

  test("each channel is blurred for itself, and what is clear gives no colour away", () => {
    const rgb = raster(3, 3, false, [255, 0, 9, 0, 255, 9, 0, 0, 9]);
    const blurred = blur(rgb, 1.5);
    for (const channel of [0, 1, 2]) {
      const own = [0, 1, 2].map((at) => rgb.data[at * 3 + channel] ?? 0);
      const got = [0, 1, 2].map((at) => blurred.data[at * 3 + channel]);
      expect(got).toEqual(boxes(own, [1, 1, 1]));
    }
    const beside = pixelsOf([255, 0, 0, 255], [0, 255, 0, 0], [255, 0, 0, 255]);
    const { data } = blur(beside, 1.5);
    expect([data[1], data[5], data[9]]).toEqual([0, 0, 0]);
    expect([...beside.data.slice(0, 4)]).toEqual([255, 0, 0, 255]);
  });
});
