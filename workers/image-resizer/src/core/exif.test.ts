import { describe, expect, test } from "vitest";
import { readOrientation } from "./exif.ts";

/** A TIFF with one entry. */
function tiff(little: boolean, tag: number, type: number, value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(26));
  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  view.setUint16(8, 1, little);
  view.setUint16(10, tag, little);
  view.setUint16(12, type, little);
  view.setUint32(14, 1, little);
  view.setUint16(18, value, little);
  return new Uint8Array(view.buffer);
}

describe("images 15: EXIF", () => {
  test("all eight orientations are read in both byte orders", () => {
    for (let value = 1; value <= 8; value++) {
      expect(readOrientation(tiff(true, 0x112, 3, value))).toBe(value);
      expect(readOrientation(tiff(false, 0x112, 3, value))).toBe(value);
    }
  });

  test("nonsense is orientation 1", () => {
    expect(readOrientation(tiff(true, 0x112, 3, 0))).toBe(1);
    expect(readOrientation(tiff(true, 0x112, 3, 9))).toBe(1);
    expect(readOrientation(tiff(true, 0x112, 4, 6))).toBe(1);
    expect(readOrientation(tiff(true, 0x113, 3, 6))).toBe(1);
    expect(readOrientation(new Uint8Array())).toBe(1);
  });

  test("a cut or lying directory never reads outside", () => {
    const whole = tiff(true, 0x112, 3, 6);
    for (let length = 0; length < whole.length; length++) {
      expect([1, 6]).toContain(readOrientation(whole.subarray(0, length)));
    }
    const far = tiff(true, 0x112, 3, 6);
    new DataView(far.buffer).setUint32(4, 0xffffffff, true);
    expect(readOrientation(far)).toBe(1);
    const many = tiff(true, 0x113, 3, 6);
    new DataView(many.buffer).setUint16(8, 0xffff, true);
    expect(readOrientation(many)).toBe(1);
  });

  test("the tag is found behind others, up to the thousandth entry and to the last byte", () => {
    const list = (entries: number, at: number, claimed = entries) => {
      const view = new DataView(new ArrayBuffer(10 + entries * 12));
      view.setUint16(0, 0x4949);
      view.setUint32(4, 8, true);
      view.setUint16(8, claimed, true);
      for (let entry = 0; entry < entries; entry++) {
        view.setUint16(10 + entry * 12, entry === at ? 0x112 : 0x100, true);
        view.setUint16(12 + entry * 12, 3, true);
        view.setUint16(18 + entry * 12, 8, true);
      }
      return new Uint8Array(view.buffer);
    };
    expect([readOrientation(list(3, 2)), readOrientation(list(1, 0))]).toEqual([8, 8]);
    expect([readOrientation(list(1_001, 999)), readOrientation(list(1_001, 1_000))]).toEqual([
      8, 1,
    ]);
    // One that the directory does not count is none, though its bytes are there.
    expect([readOrientation(list(3, 2, 2)), readOrientation(list(3, 2, 9))]).toEqual([1, 8]);
  });

  test("another byte order's mark is none, and a directory may be empty", () => {
    for (const mark of [0x4d49, 0x494d, 0]) {
      const other = tiff(false, 0x112, 3, 6);
      new DataView(other.buffer).setUint16(0, mark);
      expect([mark, readOrientation(other)]).toEqual([mark, 1]);
    }
    const empty = tiff(true, 0x112, 3, 6);
    new DataView(empty.buffer).setUint16(8, 0, true);
    expect(readOrientation(empty)).toBe(1);
    expect(readOrientation(new Uint8Array(8))).toBe(1);
  });
});
