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
