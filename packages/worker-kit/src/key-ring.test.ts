/** The secret that holds a ring of keys: a weak, malformed or half-configured one is refused. */
import { describe, expect, test } from "vitest";
import { KeyRingVar } from "./key-ring.ts";

/** Bytes with more than four values among them, as base64url. */
const key = (bytes = 32, values = 5) =>
  Buffer.from(Array.from({ length: bytes }, (_, at) => at % values)).toString("base64url");

describe("a key ring", () => {
  const ring = (keys: object, current = "k1") => JSON.stringify({ current, keys });
  const takes = (text: string) => KeyRingVar.safeParse(text).success;

  test("is its keys by id, as bytes, and which one makes new values", () => {
    const parsed = KeyRingVar.parse(ring({ k1: key(), k2: key(48) }, "k2"));
    expect(parsed.current).toBe("k2");
    expect([...parsed.keys].map(([kid, bytes]) => [kid, Buffer.from(bytes).length])).toEqual([
      ["k1", 32],
      ["k2", 48],
    ]);
    expect(Buffer.from(parsed.keys.get("k1") ?? []).toString("base64url")).toBe(key());
  });

  test("holds one to eight keys, and the current one", () => {
    const keys = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, key()]));
    expect([1, 8].map((count) => takes(ring(keys(count), "k0")))).toEqual([true, true]);
    expect([takes(ring({})), takes(ring(keys(9), "k0"))]).toEqual([false, false]);
    expect([takes(ring(keys(2), "k2")), takes(ring(keys(2), "toString"))]).toEqual([false, false]);
  });

  test("of 31 bytes, of four values of byte, or of no base64url is weak", () => {
    expect(
      [key(31), key(32, 4), "?".repeat(43), ""].map((one) => takes(ring({ k1: one }))),
    ).toEqual(Array(4).fill(false));
    expect(takes(ring({ k1: key(32, 5) }))).toBe(true);
  });

  test.each(["", "k1", "[]", "null", '{"current":"k1"}', `{"keys":{"k1":"${key()}"}}`])(
    "%s is none",
    (text) => expect(takes(text)).toBe(false),
  );

  test.each(["", "k 1", "k".repeat(17), "k1\n"])("a key named %j is none", (kid) => {
    expect(takes(ring({ [kid]: key() }, kid))).toBe(false);
    expect(takes(ring({ ["k".repeat(16)]: key() }, "k".repeat(16)))).toBe(true);
  });
});
