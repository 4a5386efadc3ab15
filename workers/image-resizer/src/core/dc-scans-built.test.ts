/** Scans of a progressive JPEG built byte by byte: what is left out, and what is left to the decoder. */
import { describe, expect, test } from "vitest";
import { dcScansOnly } from "./dc-scans.ts";

type Bytes = number[];
const SOI = [0xff, 0xd8];
const EOI = [0xff, 0xd9];
const segment = (marker: number, ...body: Bytes): Bytes => [
  ...[0xff, marker, 0, body.length + 2],
  ...body,
];
/** A scan from its first coefficient on, with its data. */
const scan = (first: number, ...data: Bytes): Bytes => [
  ...segment(0xda, 1, 1, 0, first, first, 0),
  ...data,
];
const TABLE = segment(0xdb, 1, 2, 3);
const DC = scan(0, 5, 6, 7);
const AC = scan(1, 8, 9);
const left = (...parts: Bytes[]) => {
  const found = dcScansOnly(Uint8Array.from(parts.flat()));
  return found && [...found];
};

describe("images 14: of a progressive JPEG", () => {
  test("all but the scans that begin behind the first coefficient is kept, in its order", () => {
    expect(left(SOI, TABLE, AC, DC, TABLE, AC, scan(63, 1), DC, EOI)).toEqual(
      [SOI, TABLE, DC, TABLE, DC, EOI].flat(),
    );
    expect(left(SOI, EOI)).toEqual([...SOI, ...EOI]);
  });

  test("stuffed bytes, restarts and fill bytes belong to their scan", () => {
    const inside = [0xff, 0, 1, ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((n) => [0xff, 0xd0 + n, n])];
    const dc = scan(0, ...inside);
    expect(left(SOI, scan(1, ...inside, 0xff), DC, EOI)).toEqual([SOI, DC, EOI].flat());
    expect(left(SOI, dc, AC, EOI)).toEqual([SOI, dc, EOI].flat());
  });

  test("every other marker ends a scan", () => {
    for (const marker of [0x01, 0xc4, 0xcf, 0xd8, 0xdb, 0xfe]) {
      const after = segment(marker, 4);
      expect(left(SOI, AC, after, EOI), `${marker}`).toEqual([SOI, after, EOI].flat());
    }
  });

  test("fill bytes before a marker, and what comes after the end, are left out", () => {
    expect(left(SOI, [0xff, 0xff], TABLE, EOI)).toEqual([SOI, TABLE, EOI].flat());
    expect(left(SOI, TABLE, EOI, [1, 2, 3, 4])).toEqual([SOI, TABLE, EOI].flat());
    expect(left(SOI, DC, EOI, [1, 2])).toEqual([SOI, DC, EOI].flat());
  });

  test.each<[string, Bytes[]]>([
    ["without its end", [TABLE, DC]],
    ["cut within its end", [TABLE, DC, [0xff]]],
    ["with another last marker", [TABLE, [0xff, 0xd8]]],
    ["with an end that is no marker", [TABLE, [0, 0xd9]]],
    ["with bytes between its segments", [TABLE, [7], DC, EOI]],
    ["with nothing", []],
  ])("%s the decoder judges all of it", (_what, parts) => {
    expect(left(SOI, ...parts)).toBeNull();
  });
});
