/** Laws of signatures in DER, against those that Node makes. */
import { generateKeyPairSync, sign, verify } from "node:crypto";
import { expect, test } from "vitest";
import { readEcdsaSignature } from "./ecdsa-signature.ts";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const DATA = Buffer.from("signed");

/** DER's number at the curve's width. */
function wide(bytes: Uint8Array): Buffer {
  const trimmed = bytes[0] === 0 ? bytes.subarray(1) : bytes;
  return Buffer.concat([Buffer.alloc(32 - trimmed.length), trimmed]);
}

test("both numbers of every signature are found", () => {
  for (let round = 0; round < 600; round++) {
    const { r, s } = readEcdsaSignature(new Uint8Array(sign("sha256", DATA, privateKey)));
    const key = { key: publicKey, dsaEncoding: "ieee-p1363" as const };
    expect(verify("sha256", DATA, key, Buffer.concat([wide(r), wide(s)]))).toBe(true);
  }
});

test("what is cut, longer, or of another shape is refused", () => {
  const good = new Uint8Array(sign("sha256", DATA, privateKey));
  for (let end = 0; end < good.length; end++) {
    expect(() => readEcdsaSignature(good.subarray(0, end))).toThrow();
  }
  const changed = (index: number, value: number) => good.with(index, value);
  const [length = 0] = good.subarray(3);
  const wrong: Uint8Array[] = [
    new Uint8Array([...good, 0]),
    new Uint8Array([0x30, 8, 2, 1, 1, 2, 1, 1, 2, 0]),
    new Uint8Array([0x30, 9, 2, 1, 1, 2, 1, 1, 2, 1, 1]),
    new Uint8Array([0x30, 5, 2, 0, 2, 1, 1]),
    ...[changed(0, 0x31), changed(1, 0x81), changed(2, 4), changed(4 + length, 3)],
    ...[changed(1, 0), changed(3, 0xff), changed(3, 0)],
  ];
  for (const bytes of wrong) expect(() => readEcdsaSignature(bytes)).toThrow();
});
