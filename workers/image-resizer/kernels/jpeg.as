// Baseline JPEG decoded to 1/2, 1/4 or 1/8 of its sides as RGBA. What it does not take it says; another decoder then
// does. AssemblyScript with SIMD. @see ITU-T T.81 Annexes A, B, F
import { at, begin, buffer, buildTable, count, EOB, end, FAST_BITS, forgetTables, isCut, keep, refill, restartBits, slowEntry, tableOf } from "./bits";
import { block, clearBlock, fillFlat, inverse, inverse2 } from "./idct";
import { alloc } from "./memory";

export const DONE: i32 = 0;
export const DAMAGED: i32 = 1;
export const NOT_TAKEN: i32 = 2;

const COMPONENTS_MAX = 3;
/** Quantisers of the four tables, in zigzag order. */
const quantisers: usize = memory.data(4 * 64 * 4, 16);
const tablesSeen = new StaticArray<bool>(4);
/** Zigzag position → natural one; 16 more for runs that lead past the end. */
const NATURAL: usize = memory.data<u8>([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55,
  62, 63,
]);

class Component {
  id: u32 = 0;
  h: i32 = 0;
  v: i32 = 0;
  quantiser: usize = 0;
  dc: usize = 0;
  ac: usize = 0;
  predictor: i32 = 0;
  /** Pixels of a side that a block becomes. */
  size: i32 = 0;
  /** Highest zigzag position that matters at that size. */
  last: i32 = 0;
  /** Rows of one row of MCUs, and the bytes of each. */
  rows: usize = 0;
  stride: usize = 0;
  /** How often a pixel is repeated, as a power of two. */
  shiftX: i32 = 0;
  shiftY: i32 = 0;
  /** One line of it, with repeated pixels. */
  line: usize = 0;
}

const parts = new StaticArray<Component>(COMPONENTS_MAX);
for (let index = 0; index < COMPONENTS_MAX; index++) parts[index] = new Component();

let many: i32 = 0;
let width: i32 = 0;
let height: i32 = 0;
let restartInterval: i32 = 0;
let isRgb: bool = false;

/** The decoded picture: RGBA, without gaps. */
export let pixels: usize = 0;
export let pixelsWidth: i32 = 0;
export let pixelsHeight: i32 = 0;

/**
 * Decodes a whole file.
 *
 * @param from   its first byte; 64 readable bytes must follow its last
 * @param shrink 2, 4 or 8
 */
export function decodeJpeg(from: usize, length: usize, shrink: i32): i32 {
  const to = from + length;
  many = 0;
  restartInterval = 0;
  isRgb = false;
  forgetTables();
  for (let each = 0; each < 4; each++) tablesSeen[each] = false;
  let place = from + 2;
  while (place + 4 <= to) {
    if (load<u8>(place) != 0xff) return DAMAGED;
    const marker = load<u8>(place, 1);
    if (marker == 0xff) {
      place++;
      continue;
    }
    const size = word(place + 2);
    const stop = place + 2 + size;
    if (size < 2 || stop > to) return DAMAGED;
    const body = place + 4;
    let state = DONE;
    if (marker == 0xdb) state = readQuantisers(body, stop);
    else if (marker == 0xc4) state = readHuffman(body, stop);
    else if (marker == 0xc0 || marker == 0xc1) state = readFrame(body, stop, shrink);
    else if (marker >= 0xc2 && marker <= 0xcf) return NOT_TAKEN;
    else if (marker == 0xdd) restartInterval = size >= 4 ? word(body) : 0;
    else if (marker == 0xee) isRgb = size >= 14 && load<u32>(body) == 0x626f6441 && load<u8>(body, 11) == 0;
    else if (marker == 0xda) {
      state = readScan(body, stop);
      return state == DONE ? decodeScan(stop, to, shrink) : state;
    } else if (marker == 0xd9) return DAMAGED;
    if (state != DONE) return state;
    place = stop;
  }
  return DAMAGED;
}

// @ts-ignore: decorator
@inline
function word(place: usize): i32 {
  return (<i32>load<u8>(place) << 8) | <i32>load<u8>(place, 1);
}

function readQuantisers(body: usize, stop: usize): i32 {
  while (body < stop) {
    const head = load<u8>(body);
    const isWide = head >> 4 != 0;
    const id = head & 15;
    body += 1;
    if (id > 3 || body + (isWide ? 128 : 64) > stop) return DAMAGED;
    for (let k: usize = 0; k < 64; k++) {
      const value = isWide ? word(body + (k << 1)) : <i32>load<u8>(body + k);
      store<f32>(quantisers + (<usize>id << 8) + (k << 2), <f32>value);
    }
    tablesSeen[id] = true;
    body += isWide ? 128 : 64;
  }
  return DONE;
}

function readHuffman(body: usize, stop: usize): i32 {
  while (body + 17 <= stop) {
    const head = load<u8>(body);
    if (head >> 4 > 1 || (head & 15) > 3) return DAMAGED;
    let sum: usize = 0;
    for (let length: usize = 0; length < 16; length++) sum += load<u8>(body + 1 + length);
    if (sum > 256 || body + 17 + sum > stop) return DAMAGED;
    const isAc = head >> 4 == 1;
    if (!buildTable(tableOf(isAc, head & 15), body + 1, body + 17, isAc)) return DAMAGED;
    body += 17 + sum;
  }
  return DONE;
}

function readFrame(body: usize, stop: usize, shrink: i32): i32 {
  if (many != 0 || body + 6 > stop) return DAMAGED;
  const parts_ = <i32>load<u8>(body, 5);
  height = word(body + 1);
  width = word(body + 3);
  if (load<u8>(body) != 8 || (parts_ != 1 && parts_ != 3)) return NOT_TAKEN;
  if (width == 0 || height == 0 || body + 6 + parts_ * 3 > stop) return DAMAGED;
  many = parts_;
  let hMax = 1;
  let vMax = 1;
  for (let index = 0; index < many; index++) {
    const part = parts[index];
    const entry = body + 6 + index * 3;
    part.id = load<u8>(entry);
    part.h = many == 1 ? 1 : <i32>load<u8>(entry, 1) >> 4;
    part.v = many == 1 ? 1 : <i32>load<u8>(entry, 1) & 15;
    if (part.h < 1 || part.h > 4 || part.v < 1 || part.v > 4) return DAMAGED;
    const id = load<u8>(entry, 2);
    if (id > 3) return DAMAGED;
    part.quantiser = quantisers + (<usize>id << 8);
    hMax = max(hMax, part.h);
    vMax = max(vMax, part.v);
  }
  const size = 8 / shrink;
  for (let index = 0; index < many; index++) {
    const part = parts[index];
    // A subsampled component is shrunk less, so that nothing has to be enlarged again.
    part.size = size;
    while (part.size < 8 && (hMax * size) % (part.h * part.size * 2) == 0 && (vMax * size) % (part.v * part.size * 2) == 0) {
      part.size *= 2;
    }
    part.shiftX = shiftOf(hMax * size, part.h * part.size);
    part.shiftY = shiftOf(vMax * size, part.v * part.size);
    if (part.shiftX < 0 || part.shiftY < 0) return NOT_TAKEN;
    part.last = part.size == 1 ? 0 : part.size == 2 ? 24 : 63;
    part.predictor = 0;
  }
  return DONE;
}

/** log₂ of a ratio, or -1. */
function shiftOf(whole: i32, part: i32): i32 {
  for (let shift = 0; shift < 3; shift++) if (part << shift == whole) return shift;
  return -1;
}

/** Only one scan of all components is taken: the form of nearly every baseline file. */
function readScan(body: usize, stop: usize): i32 {
  if (many == 0) return DAMAGED;
  if (<i32>load<u8>(body) != many) return NOT_TAKEN;
  if (body + 1 + many * 2 + 3 > stop) return DAMAGED;
  for (let index = 0; index < many; index++) {
    const part = parts[index];
    const entry = body + 1 + index * 2;
    if (load<u8>(entry) != part.id) return NOT_TAKEN;
    part.dc = tableOf(false, load<u8>(entry, 1) >> 4);
    part.ac = tableOf(true, load<u8>(entry, 1) & 15);
    if (!tablesSeen[<i32>((part.quantiser - quantisers) >> 8)]) return DAMAGED;
  }
  return DONE;
}

function decodeScan(from: usize, to: usize, shrink: i32): i32 {
  const size = 8 / shrink;
  let hMax = 1;
  let vMax = 1;
  for (let index = 0; index < many; index++) {
    hMax = max(hMax, parts[index].h);
    vMax = max(vMax, parts[index].v);
  }
  const across = (width + 8 * hMax - 1) / (8 * hMax);
  const down = (height + 8 * vMax - 1) / (8 * vMax);
  pixelsWidth = (width + shrink - 1) / shrink;
  pixelsHeight = (height + shrink - 1) / shrink;
  const linePixels = <usize>(across * hMax * size);
  for (let index = 0; index < many; index++) {
    const part = parts[index];
    part.stride = <usize>(across * part.h * part.size);
    part.rows = alloc(part.stride * <usize>(part.v * part.size) + 16);
    part.line = part.shiftX > 0 ? alloc(linePixels + 16) : 0;
    part.predictor = 0;
  }
  pixels = alloc(<usize>pixelsWidth * <usize>pixelsHeight * 4 + 64);
  begin(from, to);
  clearBlock();
  let untilRestart = restartInterval;
  for (let mcuRow = 0; mcuRow < down; mcuRow++) {
    for (let mcu = 0; mcu < across; mcu++) {
      if (restartInterval > 0) {
        if (untilRestart == 0) {
          if (!restart()) return DAMAGED;
          untilRestart = restartInterval;
        }
        untilRestart--;
      }
      if (!decodeMcu(mcu)) return DAMAGED;
    }
    if (isCut()) return DAMAGED;
    writeRows(mcuRow * vMax * size, min(vMax * size, pixelsHeight - mcuRow * vMax * size));
  }
  return DONE;
}

/** Goes to the next restart marker; what stands before it in the interval is not read. */
function restart(): bool {
  if (isCut()) return false;
  let place = at;
  // Bytes may have been taken ahead of the marker only by a fast fill, which stops before any 0xff.
  while (place + 1 < end) {
    if (load<u8>(place) == 0xff) {
      const marker = load<u8>(place, 1);
      if (marker >= 0xd0 && marker <= 0xd7) break;
      if (marker == 0xd9) return false;
    }
    place++;
  }
  if (place + 1 >= end) return false;
  begin(place + 2, end);
  for (let index = 0; index < many; index++) parts[index].predictor = 0;
  return true;
}

function decodeMcu(mcu: i32): bool {
  for (let index = 0; index < many; index++) {
    const part = parts[index];
    for (let y = 0; y < part.v; y++) {
      for (let x = 0; x < part.h; x++) {
        const state = decodeBlock(part);
        if (state < 0) return false;
        const to = part.rows + <usize>(y * part.size) * part.stride + <usize>((mcu * part.h + x) * part.size);
        if (state == 0) fillFlat(to, part.stride, part.size);
        else {
          if (part.size == 2) inverse2(to, part.stride);
          else inverse(to, part.stride, part.size);
          clearBlock();
        }
      }
    }
  }
  return true;
}

/** Reads one block into `block`. @returns -1 damaged · 0 nothing but DC · 1 more */
function decodeBlock(part: Component): i32 {
  let bits = buffer;
  let left = count;
  if (left < 32) {
    refill(bits, left);
    bits = buffer;
    left = count;
  }
  let entry = load<u32>(part.dc + (<usize>(bits >> (64 - FAST_BITS)) << 2));
  if (entry == 0) entry = slowEntry(part.dc, bits);
  let length = <i32>(entry & 255);
  let size = <i32>((entry >> 8) & 255);
  if (length == 0 || size > 15) return -1;
  if (size > 0) {
    part.predictor += extended((bits << (length - size)) >> (64 - size), size);
  }
  bits <<= length;
  left -= length;
  store<f32>(block, <f32>part.predictor * load<f32>(part.quantiser));

  const ac = part.ac;
  const last = <u32>part.last;
  let k: u32 = 1;
  let some = 0;
  while (k <= last) {
    if (left < 32) {
      refill(bits, left);
      bits = buffer;
      left = count;
    }
    entry = load<u32>(ac + (<usize>(bits >> (64 - FAST_BITS)) << 2));
    if (entry == 0) {
      entry = slowEntry(ac, bits);
      if (entry == 0) return -1;
    }
    length = <i32>(entry & 255);
    size = <i32>((entry >> 8) & 255);
    k += entry >> 16;
    if (size > 0 && k <= 64) {
      const value = extended((bits << (length - size)) >> (64 - size), size);
      const position = k - 1;
      store<f32>(
        block + (<usize>load<u8>(NATURAL + position) << 2),
        <f32>value * load<f32>(part.quantiser + (<usize>position << 2)),
      );
      some = 1;
    }
    bits <<= length;
    left -= length;
  }
  while (k < 64) {
    if (left < 32) {
      refill(bits, left);
      bits = buffer;
      left = count;
    }
    entry = load<u32>(ac + (<usize>(bits >> (64 - FAST_BITS)) << 2));
    if (entry == 0) {
      entry = slowEntry(ac, bits);
      if (entry == 0) return -1;
    }
    length = <i32>(entry & 255);
    bits <<= length;
    left -= length;
    k += entry >> 16;
  }
  keep(bits, left);
  return k > 64 && k < EOB ? -1 : some;
}

/** The signed value of `size` bits. @see F.2.2.1 */
// @ts-ignore: decorator
@inline
function extended(raw: u64, size: i32): i32 {
  const value = <i32>raw;
  return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
}

/** Colours of the rows of one row of MCUs. */
function writeRows(first: i32, rows: i32): void {
  const line = <usize>pixelsWidth * 4;
  for (let y = 0; y < rows; y++) {
    const to = pixels + <usize>(first + y) * line;
    const one = lineOf(parts[0], y);
    if (many == 1) writeGrey(to, one);
    else if (isRgb) writeRgb(to, one, lineOf(parts[1], y), lineOf(parts[2], y));
    else writeYcc(to, one, lineOf(parts[1], y), lineOf(parts[2], y));
  }
}

function lineOf(part: Component, y: i32): usize {
  const from = part.rows + <usize>(y >> part.shiftY) * part.stride;
  if (part.shiftX == 0) return from;
  for (let x = 0; x < pixelsWidth; x++) {
    store<u8>(part.line + x, load<u8>(from + <usize>(x >> part.shiftX)));
  }
  return part.line;
}

function writeGrey(to: usize, grey: usize): void {
  for (let x = 0; x < pixelsWidth; x++, to += 4) {
    store<u32>(to, <u32>load<u8>(grey + x) * 0x010101 | 0xff000000);
  }
}

function writeRgb(to: usize, r: usize, g: usize, b: usize): void {
  for (let x = 0; x < pixelsWidth; x++, to += 4) {
    store<u32>(to, <u32>load<u8>(r + x) | (<u32>load<u8>(g + x) << 8) | (<u32>load<u8>(b + x) << 16) | 0xff000000);
  }
}

/** Eight pixels a step, with 7 bits of fraction; the last step may write past the line, which the next one mends. */
function writeYcc(to: usize, luma: usize, blue: usize, red: usize): void {
  const middle = i16x8.splat(128);
  const half = i16x8.splat(64);
  const opaque = i16x8.splat(255);
  for (let x = 0; x < pixelsWidth; x += 8, to += 32) {
    const y = i16x8.add(i16x8.shl(v128.load_ext<u8>(luma + x), 7), half);
    const cb = i16x8.shl(i16x8.sub(v128.load_ext<u8>(blue + x), middle), 7);
    const cr = i16x8.shl(i16x8.sub(v128.load_ext<u8>(red + x), middle), 7);
    const r = i16x8.add_sat_s(y, i16x8.add_sat_s(cr, i16x8.q15mulr_sat_s(cr, i16x8.splat(13173))));
    const g = i16x8.sub_sat_s(
      y,
      i16x8.add(i16x8.q15mulr_sat_s(cb, i16x8.splat(11277)), i16x8.q15mulr_sat_s(cr, i16x8.splat(23401))),
    );
    const b = i16x8.add_sat_s(y, i16x8.add_sat_s(cb, i16x8.q15mulr_sat_s(cb, i16x8.splat(25297))));
    const rg = i8x16.narrow_i16x8_u(i16x8.shr_s(r, 7), i16x8.shr_s(g, 7));
    const ba = i8x16.narrow_i16x8_u(i16x8.shr_s(b, 7), opaque);
    v128.store(to, i8x16.shuffle(rg, ba, 0, 8, 16, 24, 1, 9, 17, 25, 2, 10, 18, 26, 3, 11, 19, 27));
    v128.store(to, i8x16.shuffle(rg, ba, 4, 12, 20, 28, 5, 13, 21, 29, 6, 14, 22, 30, 7, 15, 23, 31), 16);
  }
}
