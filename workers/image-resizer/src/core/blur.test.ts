import { expect, test } from "vitest";
import { blur } from "./blur.ts";

test("images 9: a blurred point spreads with the standard deviation asked for", () => {
  const side = 301;
  for (const sigma of [2, 5, 12]) {
    // A bright line, so that 8 bits are enough for its tails.
    const data = new Uint8Array(side * side);
    const half = 20;
    for (let y = 0; y < side; y++) data.fill(255, y * side + 150 - half, y * side + 151 + half);
    const blurred = blur({ width: side, height: side, channels: 1, hasAlpha: false, data }, sigma);
    const row = Array.from(blurred.data.subarray(150 * side, 151 * side));
    const total = row.reduce((sum, value) => sum + value, 0);
    const variance = row.reduce((sum, value, x) => sum + value * (x - 150) ** 2, 0) / total;
    const own = ((2 * half + 1) ** 2 - 1) / 12;
    expect(Math.sqrt(variance - own)).toBeCloseTo(sigma, 0);
  }
});

test("images 9: one colour is the same after any blur, and 0 changes nothing", () => {
  const data = new Uint8Array(12 * 7 * 3).fill(90);
  const raster = { width: 12, height: 7, channels: 3, hasAlpha: false, data } as const;
  expect(blur(raster, 50).data.every((value) => value === 90)).toBe(true);
  expect(blur(raster, 0)).toBe(raster);
});

test("images 9: lines and channels are blurred each for itself", () => {
  const [length, lines] = [11, 5];
  const pixel = (at: number) => [at === 3 ? 250 : 10, at > 6 ? 200 : 0, 77];
  const one = Array.from({ length }, (_, at) => pixel(at));
  const alone = [0, 1, 2].map(
    (channel) =>
      blur(
        {
          ...{ width: length, height: 1, channels: 1, hasAlpha: false },
          data: Uint8Array.from(one, (values) => values[channel] as number),
        },
        1.5,
      ).data,
  );
  const expected = Array.from({ length }, (_, at) => alone.map((data) => data[at]));
  const picture = { channels: 3, hasAlpha: false } as const;
  const rows = Array.from({ length: lines }, () => one).flat(2);
  expect([
    ...blur({ ...picture, width: length, height: lines, data: Uint8Array.from(rows) }, 1.5).data,
  ]).toEqual(Array.from({ length: lines }, () => expected).flat(2));
  const columns = one.flatMap((values) => Array.from({ length: lines }, () => values)).flat();
  expect([
    ...blur({ ...picture, width: lines, height: length, data: Uint8Array.from(columns) }, 1.5).data,
  ]).toEqual(expected.flatMap((values) => Array.from({ length: lines }, () => values)).flat());
  expect(alone[2]).toEqual(new Uint8Array(length).fill(77));
});

test("images 9: what is not seen gives no colour, and a translucent colour stays itself", () => {
  const picture = { width: 8, height: 1, channels: 4, hasAlpha: true } as const;
  const half = [200, 100, 50, 128];
  const even = blur({ ...picture, data: Uint8Array.from(Array(8).fill(half).flat()) }, 2);
  for (const [at, value] of even.data.entries()) {
    expect(Math.abs(value - (half[at % 4] as number))).toBeLessThanOrEqual(1);
  }
  const beside = [...Array(4).fill([255, 0, 0, 255]), ...Array(4).fill([255, 255, 255, 0])].flat();
  const { data } = blur({ ...picture, data: Uint8Array.from(beside) }, 1);
  const alphas = [...data].filter((_, at) => at % 4 === 3);
  expect(alphas).toEqual([...alphas].sort((a, b) => b - a));
  expect(alphas[4]).toBeGreaterThan(0);
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at + 3] as number) > 0) expect([data[at + 1], data[at + 2]]).toEqual([0, 0]);
  }
});
