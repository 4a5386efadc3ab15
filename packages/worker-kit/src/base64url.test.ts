import { describe, expect, test } from "vitest";
import { decodeBase64Url, encodeBase64Url } from "./base64url.ts";

describe("base64url", () => {
  test("gives every byte sequence back", () => {
    for (let length = 0; length < 70; length++) {
      const bytes = crypto.getRandomValues(new Uint8Array(length));
      expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(bytes);
    }
  });

  test("takes one spelling of some bytes only (auth 34, attack 18)", () => {
    const spelling = encodeBase64Url(crypto.getRandomValues(new Uint8Array(64)));
    const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const taken = [...signs].filter((sign) => decodeBase64Url(spelling.slice(0, -1) + sign));
    // 64 bytes leave four unused bits: of sixteen equivalent last signs one is canonical.
    expect(taken).toHaveLength(4);
    expect(decodeBase64Url(`${spelling}==`)).toBeNull();
    expect(decodeBase64Url(`${spelling} `)).toBeNull();
    expect(decodeBase64Url("a")).toBeNull();
  });
});
