/** GIFs built byte by byte: where a frame is, and codes that make no sense. */
import { describe, expect, test } from "vitest";
import { CodecError } from "./codecs.ts";
import { decodeGif } from "./decode-gif.ts";

type Bytes = number[];
const le16 = (value: number): Bytes => [value & 255, value >> 8];
const [CLEAR, END] = [4, 5];
/** Colours 0 to 3 have their number in red. */
const PALETTE = [0, 1, 2, 3].flatMap((index) => [index, 0, 0]);

/** Codes of three bits, the lowest first. */
function packed(codes: number[]): Bytes {
  const bits = codes.flatMap((code) => [code & 1, (code >> 1) & 1, (code >> 2) & 1]);
  const bytes: Bytes = [];
  for (let at = 0; at < bits.length; at += 8) {
    bytes.push(bits.slice(at, at + 8).reduce((byte, bit, place) => byte | (bit << place), 0));
  }
  return bytes;
}
/** The table is cleared before it needs codes of four bits. */
const pixels = (...colours: number[]) =>
  colours.flatMap((colour, at) => (at % 2 === 0 ? [CLEAR, colour] : [colour]));
const block = (bytes: Bytes): Bytes => [bytes.length, ...bytes];

interface Frame {
  screen?: [width: number, height: number];
  window?: [x: number, y: number, width: number, height: number];
  interlaced?: boolean;
  size?: number;
  blocks: Bytes;
}
function decoded({
  screen = [2, 2],
  window = [0, 0, ...screen],
  interlaced = false,
  size = 2,
  blocks,
}: Frame) {
  const [width, height] = screen;
  const bytes = Uint8Array.from([
    ...[..."GIF89a"].map((sign) => sign.charCodeAt(0)),
    ...[...le16(width), ...le16(height), 0x81, 0, 0, ...PALETTE],
    ...[0x2c, ...window.flatMap(le16), interlaced ? 0x40 : 0, size, ...blocks, 0x3b],
  ]);
  return decodeGif(bytes, { type: "image/gif", width, height, hasAlpha: true } as never);
}
/** The red of each pixel; -1 where nothing is drawn. */
const shown = (frame: Frame) => {
  const { data } = decoded(frame);
  return Array.from({ length: data.length / 4 }, (_, at) =>
    data[at * 4 + 3] === 0 ? -1 : data[at * 4],
  );
};
const blocksOf = (codes: number[]): Bytes => [...block(packed(codes)), 0];

describe("images 18: the first frame", () => {
  test("has its pixels where its window is; the rest of the screen is clear", () => {
    const blocks = blocksOf(pixels(0, 1, 2, 3));
    expect(shown({ blocks })).toEqual([0, 1, 2, 3]);
    expect(shown({ screen: [4, 3], window: [1, 1, 2, 2], blocks })).toEqual([
      ...[-1, -1, -1, -1],
      ...[-1, 0, 1, -1],
      ...[-1, 2, 3, -1],
    ]);
  });

  test("is cut at the right and the lower end of its screen", () => {
    const blocks = blocksOf(pixels(0, 1, 2, 3));
    const at = (x: number, y: number) => shown({ screen: [3, 2], window: [x, y, 2, 2], blocks });
    expect(at(2, 0)).toEqual([-1, -1, 0, -1, -1, 2]);
    expect(at(0, 1)).toEqual([-1, -1, -1, 0, 1, -1]);
    expect(at(2, 1)).toEqual([-1, -1, -1, -1, -1, 0]);
    expect(at(3, 2)).toEqual(Array(6).fill(-1));
  });

  test("interlaced it comes in four passes", () => {
    const blocks = blocksOf(pixels(0, 1, 2, 3, 0, 1, 2, 3));
    expect(shown({ screen: [1, 8], interlaced: true, blocks })).toEqual([0, 0, 2, 1, 1, 2, 3, 3]);
  });

  test("may be twice as large as its screen and no larger", () => {
    const blocks = blocksOf(pixels(0, 1, 2, 3));
    expect(shown({ screen: [1, 2], window: [0, 0, 2, 2], blocks })).toEqual([0, 2]);
    expect(() => decoded({ screen: [1, 1], window: [0, 0, 3, 1], blocks })).toThrow(CodecError);
  });

  test("its data may come in many blocks, up to the empty one", () => {
    const bytes = packed(pixels(0, 1, 2, 3));
    expect(shown({ blocks: [...bytes.flatMap((byte) => block([byte])), 0] })).toEqual([0, 1, 2, 3]);
    const cut = [...block(bytes.slice(0, 1)), 0, ...block(bytes.slice(1)), 0];
    expect(() => decoded({ blocks: cut })).toThrow(CodecError);
  });

  test("a code may name the entry that it makes itself", () => {
    expect(shown({ blocks: blocksOf([CLEAR, 1, 6, 2]) })).toEqual([1, 1, 1, 2]);
  });

  test("more pixels than it has are left out", () => {
    expect(shown({ screen: [2, 1], blocks: blocksOf([CLEAR, 1, 6, 3]) })).toEqual([1, 1]);
  });

  test.each<[string, Omit<Frame, "screen">]>([
    ["codes of one bit", { size: 1, blocks: [...block(Array(40).fill(0)), 0] }],
    ["codes of nine bits", { size: 9, blocks: [...block(Array(40).fill(0)), 0] }],
    ["no data", { blocks: [0] }],
    ["too few pixels", { blocks: blocksOf([CLEAR, 0]) }],
    [
      "an end before its last pixel",
      { blocks: blocksOf([CLEAR, 0, END, CLEAR, 1, 2, CLEAR, 3, 0]) },
    ],
    ["an entry that is not made yet", { blocks: blocksOf([CLEAR, 6, CLEAR, 0, 1, CLEAR, 2, 3]) }],
    ["an entry beyond the next one", { blocks: blocksOf([CLEAR, 0, 7, CLEAR, 1, 2, CLEAR, 3, 0]) }],
  ])("with %s is refused", (_what, frame) => {
    expect(() => decoded(frame)).toThrow(CodecError);
  });
});
