// Scales RGBA rows: a box average for large shrinks, then Lanczos weights across and down in fixed point. AssemblyScript
// with SIMD. The glue owns the buffers and says which rows take part.

/** Gives RGBA from RGB. */
export function expandRow(from: usize, to: usize, width: i32): void {
  const opaque = i32x4.splat(0xff000000);
  for (let x = 0; x < width; x += 4, from += 12, to += 16) {
    const four = i8x16.shuffle(v128.load(from), opaque, 0, 1, 2, 19, 3, 4, 5, 19, 6, 7, 8, 19, 9, 10, 11, 19);
    v128.store(to, four);
  }
}

/** Gives RGBA from grey. */
export function expandGreyRow(from: usize, to: usize, width: i32): void {
  for (let x = 0; x < width; x++, to += 4) store<u32>(to, <u32>load<u8>(from + x) * 0x010101 | 0xff000000);
}

/** Multiplies colours by alpha, rounded. */
export function premultiplyRow(from: usize, to: usize, width: i32): void {
  for (let x = 0; x < width; x++, from += 4, to += 4) {
    const pixel = load<u32>(from);
    const alpha = pixel >> 24;
    if (alpha == 255) store<u32>(to, pixel);
    else {
      store<u8>(to, ((pixel & 255) * alpha + 127) / 255);
      store<u8>(to, (((pixel >> 8) & 255) * alpha + 127) / 255, 1);
      store<u8>(to, (((pixel >> 16) & 255) * alpha + 127) / 255, 2);
      store<u8>(to, alpha, 3);
    }
  }
}

/** Adds a row's blocks of `factor` pixels to 32-bit sums, one for each channel. */
export function boxRow(from: usize, sums: usize, width: i32, factor: i32): void {
  for (let x = 0; x < width; sums += 16) {
    const stop = min(width, x + factor);
    let sum = v128.load(sums);
    for (; x + 1 < stop; x += 2, from += 8) {
      const two = v128.load_ext<u8>(from);
      sum = i32x4.add(sum, i32x4.add(i32x4.extend_low_i16x8_u(two), i32x4.extend_high_i16x8_u(two)));
    }
    if (x < stop) {
      sum = i32x4.add(sum, i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load_zero<u32>(from))));
      x++;
      from += 4;
    }
    v128.store(sums, sum);
  }
}

/** Ends a row of blocks: averages to bytes, and the sums begin again at 0. */
export function boxEnd(sums: usize, to: usize, width: i32, factor: i32, rows: i32): void {
  const blocks = (width + factor - 1) / factor;
  for (let at = 0; at < blocks; at++, sums += 16, to += 4) {
    const area = rows * min(factor, width - at * factor);
    const mean = f32x4.mul(f32x4.convert_i32x4_u(v128.load(sums)), f32x4.splat(1 / <f32>area));
    const words = i32x4.trunc_sat_f32x4_u(f32x4.nearest(mean));
    const half = i16x8.narrow_i32x4_u(words, words);
    v128.store_lane<u32>(to, i8x16.narrow_i16x8_u(half, half), 0);
    v128.store(sums, i32x4.splat(0));
  }
}

/**
 * Weighs a row's pixels; the answer has 6 bits of fraction in 16.
 *
 * @param starts  first source pixel of each target pixel, 32 bits
 * @param weights `pairs` pairs of 16-bit weights for each target pixel, 14 bits of fraction, unused ones 0
 */
export function across(from: usize, to: usize, starts: usize, weights: usize, width: i32, pairs: i32): void {
  const rounding = i32x4.splat(1 << 7);
  for (let x = 0; x < width; x++, to += 8) {
    let pixel = from + (<usize>load<u32>(starts + (<usize>x << 2)) << 2);
    let sum = rounding;
    let pair = 0;
    for (; pair + 1 < pairs; pair += 2, pixel += 16, weights += 8) {
      const four = v128.load(pixel);
      const zero = i32x4.splat(0);
      const first = i8x16.shuffle(four, zero, 0, 16, 4, 16, 1, 16, 5, 16, 2, 16, 6, 16, 3, 16, 7, 16);
      const second = i8x16.shuffle(four, zero, 8, 16, 12, 16, 9, 16, 13, 16, 10, 16, 14, 16, 11, 16, 15, 16);
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(first, v128.load_splat<u32>(weights)));
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(second, v128.load_splat<u32>(weights, 4)));
    }
    if (pair < pairs) {
      const two = i8x16.shuffle(v128.load_zero<u64>(pixel), i32x4.splat(0), 0, 16, 4, 16, 1, 16, 5, 16, 2, 16, 6, 16, 3, 16, 7, 16);
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(two, v128.load_splat<u32>(weights)));
      weights += 4;
    }
    const words = i32x4.shr_s(sum, 8);
    v128.store_lane<u64>(to, i16x8.narrow_i32x4_s(words, words), 0);
  }
}

/**
 * Weighs rows of `across` into one row of bytes, eight values a step.
 *
 * @param length values in a row; rows follow each other without gaps, one more than the last may be read
 */
export function down(from: usize, to: usize, weights: usize, length: i32, pairs: i32): void {
  const stride = <usize>length << 1;
  const rounding = i32x4.splat(1 << 19);
  for (let at = 0; at < length; at += 8, from += 16, to += 8) {
    let low = rounding;
    let high = rounding;
    let row = from;
    for (let pair = 0; pair < pairs; pair++, row += stride << 1) {
      const a = v128.load(row);
      const b = v128.load(row + stride);
      const weight = v128.load_splat<u32>(weights + (<usize>pair << 2));
      low = i32x4.add(low, i32x4.dot_i16x8_s(i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11), weight));
      high = i32x4.add(high, i32x4.dot_i16x8_s(i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15), weight));
    }
    const words = i16x8.narrow_i32x4_s(i32x4.shr_s(low, 20), i32x4.shr_s(high, 20));
    v128.store_lane<u64>(to, i8x16.narrow_i16x8_u(words, words), 0);
  }
}
