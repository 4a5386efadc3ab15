// Inverse DCT of 8×8 coefficients to 8×8, 4×4, 2×2 or 1 pixel, as libjpeg-turbo shrinks: a pixel is the average of those
// it stands for. AssemblyScript with SIMD.

/** Dequantised coefficients of one block in natural order; cleared after use. */
export const block: usize = memory.data(64 * 4, 16);
const middle: usize = memory.data(64 * 4, 16);

/** Basis of the inverse DCT, frequency by frequency: 8 pixels, and averages of pairs of them. */
const BASIS_8: usize = memory.data<f32>([
  0.353553391, 0.353553391, 0.353553391, 0.353553391, 0.353553391, 0.353553391, 0.353553391, 0.353553391,
  0.49039264, 0.415734806, 0.277785117, 0.097545161, -0.097545161, -0.277785117, -0.415734806, -0.49039264,
  0.461939766, 0.191341716, -0.191341716, -0.461939766, -0.461939766, -0.191341716, 0.191341716, 0.461939766,
  0.415734806, -0.097545161, -0.49039264, -0.277785117, 0.277785117, 0.49039264, 0.097545161, -0.415734806,
  0.353553391, -0.353553391, -0.353553391, 0.353553391, 0.353553391, -0.353553391, -0.353553391, 0.353553391,
  0.277785117, -0.49039264, 0.097545161, 0.415734806, -0.415734806, -0.097545161, 0.49039264, -0.277785117,
  0.191341716, -0.461939766, 0.461939766, -0.191341716, -0.191341716, 0.461939766, -0.461939766, 0.191341716,
  0.097545161, -0.277785117, 0.415734806, -0.49039264, 0.49039264, -0.415734806, 0.277785117, -0.097545161,
], 16);
const BASIS_4: usize = memory.data<f32>([
  0.353553391, 0.353553391, 0.353553391, 0.353553391,
  0.453063723, 0.187665139, -0.187665139, -0.453063723,
  0.326640741, -0.326640741, -0.326640741, 0.326640741,
  0.159094823, -0.384088878, 0.384088878, -0.159094823,
  0, 0, 0, 0,
  -0.106303762, 0.256639984, -0.256639984, 0.106303762,
  -0.135299025, 0.135299025, 0.135299025, -0.135299025,
  -0.0901199778, -0.037328917, 0.037328917, 0.0901199778,
], 16);

/** A block without AC coefficients. */
export function fillFlat(to: usize, stride: usize, size: i32): void {
  const value = byteOf(load<f32>(block) * 0.125);
  for (let y = 0; y < size; y++, to += stride) memory.fill(to, <u8>value, size);
}

/** Writes `size`×`size` pixels, 4 or 8. */
export function inverse(to: usize, stride: usize, size: i32): void {
  const basis = size == 4 ? BASIS_4 : BASIS_8;
  const line: usize = <usize>size << 2;
  for (let y = 0; y < size; y++) {
    let low = f32x4.splat(0);
    let high = low;
    for (let k: usize = 0; k < 8; k++) {
      const weight = v128.load_splat<u32>(basis + k * line + (<usize>y << 2));
      low = f32x4.add(low, f32x4.mul(weight, v128.load(block + (k << 5))));
      high = f32x4.add(high, f32x4.mul(weight, v128.load(block + (k << 5), 16)));
    }
    v128.store(middle, low);
    v128.store(middle, high, 16);
    let left = f32x4.splat(128);
    let right = left;
    for (let k: usize = 0; k < 8; k++) {
      const value = v128.load_splat<u32>(middle + (k << 2));
      left = f32x4.add(left, f32x4.mul(value, v128.load(basis + k * line)));
      if (size == 8) right = f32x4.add(right, f32x4.mul(value, v128.load(basis + k * line, 16)));
    }
    const words = i16x8.narrow_i32x4_s(
      i32x4.trunc_sat_f32x4_s(f32x4.nearest(left)),
      i32x4.trunc_sat_f32x4_s(f32x4.nearest(right)),
    );
    const bytes = i8x16.narrow_i16x8_u(words, words);
    if (size == 8) v128.store_lane<u64>(to, bytes, 0);
    else v128.store_lane<u32>(to, bytes, 0);
    to += stride;
  }
}

const HALF_0: f32 = 0.353553391;
const HALF_1: f32 = 0.320364431;
const HALF_3: f32 = -0.112497028;

/** 2×2 of the frequencies 0, 1 and 3: averages of even ones are 0, those above weigh little. */
export function inverse2(to: usize, stride: usize): void {
  const even = f32x4.mul(v128.load(block), f32x4.splat(HALF_0));
  const odd = f32x4.add(
    f32x4.mul(v128.load(block, 32), f32x4.splat(HALF_1)),
    f32x4.mul(v128.load(block, 96), f32x4.splat(HALF_3)),
  );
  storePair(to, f32x4.add(even, odd));
  storePair(to + stride, f32x4.sub(even, odd));
}

// @ts-ignore: decorator
@inline
function storePair(to: usize, line: v128): void {
  const even = f32x4.extract_lane(line, 0) * HALF_0;
  const odd = f32x4.extract_lane(line, 1) * HALF_1 + f32x4.extract_lane(line, 3) * HALF_3;
  store<u8>(to, byteOf(even + odd));
  store<u8>(to, byteOf(even - odd), 1);
}

// @ts-ignore: decorator
@inline
function byteOf(value: f32): i32 {
  // Every value is finite: a sum of bounded products.
  const whole = <i32>nearest(value + 128);
  return whole < 0 ? 0 : whole > 255 ? 255 : whole;
}

export function clearBlock(): void {
  const zero = i32x4.splat(0);
  for (let offset: usize = 0; offset < 256; offset += 16) v128.store(block + offset, zero);
}
