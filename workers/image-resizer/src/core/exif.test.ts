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
});
