import { expect, test } from "vitest";
import { decodeUtf8 } from "./utf8.ts";

test("text is read as it is, a byte order mark too", () => {
  expect(decodeUtf8(new TextEncoder().encode("가a"))).toBe("가a");
  expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe("\ufeffa");
});

test.each([[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82]])(
  "bytes %j… are refused, not repaired",
  (...bytes) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBeNull();
  },
);
