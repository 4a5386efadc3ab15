// Entropy-coded bits of a JPEG and its Huffman tables. AssemblyScript. @see ITU-T T.81 Annex C, F.2.2

/** The next bits, left-aligned; the loops of a block keep both in locals. */
export let buffer: u64 = 0;
export let count: i32 = 0;
/** Next byte to read, and the first that may not be read. */
export let at: usize = 0;
export let end: usize = 0;
/** Zero bits made up behind a marker or the end: using one means that the data is cut. */
export let padding: i32 = 0;

export const FAST_BITS: i32 = 10;
/** Bytes of one table: 1 024 fast entries, 18 limits, 18 offsets, 256 symbols. */
const FAST: usize = 1024 * 4;
const LIMITS: usize = FAST;
const OFFSETS: usize = LIMITS + 18 * 4;
const SYMBOLS: usize = OFFSETS + 18 * 4;
const TABLE: usize = SYMBOLS + 256 * 4;
/** Four DC tables, then four AC tables. */
const tables: usize = memory.data(8 * 5264, 16);

/** Step that ends a block. */
export const EOB: u32 = 128;

export function tableOf(isAc: bool, id: u32): usize {
  return tables + ((isAc ? 4 : 0) + (id & 3)) * TABLE;
}

export function forgetTables(): void {
  memory.fill(tables, 0, 8 * TABLE);
}

export function begin(from: usize, to: usize): void {
  at = from;
  end = to;
  restartBits();
}

export function restartBits(): void {
  buffer = 0;
  count = 0;
  padding = 0;
}

export function keep(bits: u64, left: i32): void {
  buffer = bits;
  count = left;
}

/**
 * Builds a table from the sixteen counts and the symbols of a DHT segment.
 *
 * An entry of the AC kind: bits 0–7 length of code and value together, 8–15 length of the value, 16–31 step.
 * An entry of the DC kind is the same with step 1.
 */
export function buildTable(table: usize, counts: usize, symbols: usize, isAc: bool): bool {
  memory.fill(table, 0, TABLE);
  let code: i32 = 0;
  let index: i32 = 0;
  for (let length = 1; length <= 16; length++) {
    const many = <i32>load<u8>(counts + length - 1);
    store<i32>(table + OFFSETS + length * 4, index - code);
    for (let each = 0; each < many; each++, code++, index++) {
      if (code >= 1 << length) return false;
      const entry = entryOf(load<u8>(symbols + index), length, isAc);
      store<u32>(table + SYMBOLS + index * 4, entry);
      if (length <= FAST_BITS) {
        const first = code << (FAST_BITS - length);
        const last = (code + 1) << (FAST_BITS - length);
        for (let slot = first; slot < last; slot++) store<u32>(table + (slot << 2), entry);
      }
    }
    store<i32>(table + LIMITS + length * 4, code << (16 - length));
    code <<= 1;
  }
  return true;
}

function entryOf(symbol: u32, length: i32, isAc: bool): u32 {
  const size = isAc ? symbol & 15 : symbol;
  const run = isAc ? symbol >> 4 : 0;
  const step: u32 = isAc && size == 0 ? (run == 15 ? 16 : EOB) : run + 1;
  return (<u32>length + size) | (size << 8) | (step << 16);
}

/** Finds the entry of a code longer than the fast ones; 0 when there is none. */
export function slowEntry(table: usize, bits: u64): u32 {
  const code = <i32>(bits >> 48);
  for (let length = FAST_BITS + 1; length <= 16; length++) {
    if (code < load<i32>(table + LIMITS + length * 4)) {
      const index = (code >> (16 - length)) + load<i32>(table + OFFSETS + length * 4);
      return load<u32>(table + SYMBOLS + ((index & 255) << 2));
    }
  }
  return 0;
}

/** Fills the buffer to 57 bits or more. */
export function refillSlow(bits: u64, left: i32): void {
  // What stands below the counted bits may be of a fast fill.
  bits = left > 0 ? (bits >> (64 - left)) << (64 - left) : 0;
  while (left <= 56) {
    let byte: u64 = 0;
    if (at < end && load<u8>(at) != 0xff) {
      byte = load<u8>(at);
      at += 1;
    } else if (at + 1 < end && load<u8>(at + 1) == 0) {
      byte = 0xff;
      at += 2;
    } else {
      padding += 8;
    }
    bits |= byte << (56 - left);
    left += 8;
  }
  buffer = bits;
  count = left;
}

/** Takes eight bytes at once when none of them is 0xff and all are there; else as above. */
// @ts-ignore: decorator
@inline
export function refill(bits: u64, left: i32): void {
  const raw = load<u64>(at);
  if (at + 8 <= end && ((~raw - 0x0101010101010101) & raw & 0x8080808080808080) == 0) {
    const ordered = v128.extract_lane<u64>(
      i8x16.swizzle(v128.load_zero<u64>(at), i8x16(7, 6, 5, 4, 3, 2, 1, 0, 15, 15, 15, 15, 15, 15, 15, 15)),
      0,
    );
    buffer = bits | (ordered >> left);
    at += (63 - left) >> 3;
    count = left | 56;
  } else {
    refillSlow(bits, left);
  }
}

/** True when bits behind the end were used. */
export function isCut(): bool {
  return padding > count;
}
