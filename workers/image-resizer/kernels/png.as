// Rows of a PNG: filters undone in place, samples of every kind made RGBA of 8 bits. AssemblyScript with SIMD.
// @see W3C PNG (Third Edition) §9, §11
import { expandGreyRow, expandRow } from "./resample";

/**
 * Undoes a row's filter.
 *
 * @param row    its bytes; eight more must be readable on both sides
 * @param before the row above as it is shown, zeros above the first
 * @param step   bytes of a pixel, 1 for those of less
 */
export function unfilterRow(filter: i32, row: usize, before: usize, length: i32, step: i32): bool {
  switch (filter) {
    case 0:
      return true;
    case 1:
      for (let at = step; at < length; at++) {
        store<u8>(row + at, load<u8>(row + at) + load<u8>(row + at - step));
      }
      return true;
    case 2:
      up(row, before, length);
      return true;
    case 3:
      for (let at = 0; at < length; at++) {
        const left = at < step ? 0 : <i32>load<u8>(row + at - step);
        store<u8>(row + at, load<u8>(row + at) + <u8>((left + <i32>load<u8>(before + at)) >> 1));
      }
      return true;
    case 4:
      paeth(row, before, length, step);
      return true;
    default:
      return false;
  }
}

function up(row: usize, before: usize, length: i32): void {
  let at = 0;
  for (; at + 16 <= length; at += 16) {
    v128.store(row + at, i8x16.add(v128.load(row + at), v128.load(before + at)));
  }
  for (; at < length; at++) store<u8>(row + at, load<u8>(row + at) + load<u8>(before + at));
}

/** A pixel at once, its bytes as lanes of 16 bits. */
function paeth(row: usize, before: usize, length: i32, step: i32): void {
  const low = i16x8.splat(255);
  let a = i16x8.splat(0);
  let c = i16x8.splat(0);
  for (let at = 0; at < length; at += step) {
    const b = v128.load_ext<u8>(before + at);
    const p = i16x8.sub(b, c);
    const q = i16x8.sub(a, c);
    const pa = i16x8.abs(p);
    const pb = i16x8.abs(q);
    const pc = i16x8.abs(i16x8.add(p, q));
    const isA = v128.and(i16x8.le_s(pa, pb), i16x8.le_s(pa, pc));
    const nearest = v128.bitselect(a, v128.bitselect(b, c, i16x8.le_s(pb, pc)), isA);
    a = v128.and(i16x8.add(v128.load_ext<u8>(row + at), nearest), low);
    c = b;
    const bytes = i8x16.narrow_i16x8_u(a, a);
    if (step == 4) v128.store_lane<u32>(row + at, bytes, 0);
    else if (step == 3) {
      v128.store_lane<u16>(row + at, bytes, 0);
      v128.store_lane<u8>(row + at, bytes, 2, 2);
    } else if (step == 1) v128.store_lane<u8>(row + at, bytes, 0);
    else if (step == 2) v128.store_lane<u16>(row + at, bytes, 0);
    else if (step == 8) v128.store_lane<u64>(row + at, bytes, 0);
    else {
      v128.store_lane<u32>(row + at, bytes, 0);
      v128.store_lane<u16>(row + at, bytes, 2, 4);
    }
  }
}

/**
 * Gives RGBA from a row's samples.
 *
 * @param type    0 grey · 2 RGB · 3 palette · 4 grey with alpha · 6 RGBA
 * @param palette 256 colours as RGBA
 * @param red     sample that is clear, with green and blue; -1: none
 */
export function pngRow(
  from: usize,
  to: usize,
  width: i32,
  type: i32,
  depth: i32,
  palette: usize,
  red: i32,
  green: i32,
  blue: i32,
): void {
  if (type == 3) {
    for (let x = 0; x < width; x++, to += 4) {
      store<u32>(to, load<u32>(palette + (<usize>sample(from, x, depth) << 2)));
    }
  } else if (depth == 8 && type == 6) memory.copy(to, from, <usize>width << 2);
  else if (depth == 8 && type == 2 && red < 0) expandRow(from, to, width);
  else if (depth == 8 && type == 0 && red < 0) expandGreyRow(from, to, width);
  else if (type == 0 || type == 4) {
    const step = type == 4 ? 2 : 1;
    for (let x = 0; x < width; x++, to += 4) {
      const grey = sample(from, x * step, depth);
      const alpha = type == 4 ? byteOf(sample(from, x * 2 + 1, depth), depth) : grey == red ? 0 : 255;
      store<u32>(to, byteOf(grey, depth) * 0x010101 | (alpha << 24));
    }
  } else {
    const step = type == 6 ? 4 : 3;
    for (let x = 0; x < width; x++, to += 4) {
      const r = sample(from, x * step, depth);
      const g = sample(from, x * step + 1, depth);
      const b = sample(from, x * step + 2, depth);
      const isClear = r == red && g == green && b == blue;
      const alpha = type == 6 ? byteOf(sample(from, x * 4 + 3, depth), depth) : isClear ? 0 : 255;
      store<u32>(to, byteOf(r, depth) | (byteOf(g, depth) << 8) | (byteOf(b, depth) << 16) | (alpha << 24));
    }
  }
}

// @ts-ignore: decorator
@inline
function sample(from: usize, index: i32, depth: i32): i32 {
  if (depth == 8) return <i32>load<u8>(from + index);
  if (depth == 16) return (<i32>load<u8>(from + index * 2) << 8) | <i32>load<u8>(from + index * 2, 1);
  const bit = index * depth;
  return (<i32>load<u8>(from + (bit >> 3)) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

// @ts-ignore: decorator
@inline
function byteOf(value: i32, depth: i32): i32 {
  if (depth == 8) return value;
  if (depth == 16) return (value * 255 + 32895) >> 16;
  return value * (255 / ((1 << depth) - 1));
}
