import { describe, expect, test } from "vitest";
import { parseJsonObject } from "./json-text.ts";

const refused = (text: string) => parseJsonObject(text).ok === false;

/** Counts how often the parser looks at a character, the engine's own JSON parser apart. */
function countReads(text: string): number {
  let reads = 0;
  const counted = new Proxy(Object(text) as object, {
    get(target, key) {
      if (typeof key === "string" && /^\d+$/.test(key)) reads += 1;
      const value = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  parseJsonObject(counted as unknown as string);
  return reads;
}

describe("strict JSON (auth 5, attacks 50, 51)", () => {
  test("takes what JSON.parse takes, when it is one object", () => {
    const value = { a: [1, { b: 'x:{}[],"\\' }], c: null, é: "ü" };
    expect(parseJsonObject(JSON.stringify(value))).toEqual({ ok: true, value });
  });

  test.each(["null", "[]", "1", '"x"', "", "{", "{}x", '{"a":1,}', "{a:1}"])(
    "refuses %s",
    (text) => {
      expect(refused(text)).toBe(true);
    },
  );

  test("refuses a repeated key at any depth and in any spelling", () => {
    expect(refused('{"a":1,"a":2}')).toBe(true);
    expect(refused('{"o":{"a":1,"\\u0061":2}}')).toBe(true);
    expect(refused('{"o":{"a":1},"p":{"a":1},"q":["a","a"]}')).toBe(false);
  });

  test.each(["__proto__", "constructor", "prototype"])("refuses the key %s", (key) => {
    expect(refused(`{"x":{"${key}":{"role":"admin"}}}`)).toBe(true);
    expect(({} as Record<string, unknown>).role).toBeUndefined();
  });

  test("refuses nesting deeper than eight, however deep, without parsing it", () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    expect(refused(nested(8))).toBe(false);
    expect(refused(nested(9))).toBe(true);
    expect(refused(`{"a":${"[".repeat(100_000)}`)).toBe(true);
  });

  test("looks at each character of hostile text once, whatever it is made of (attack 51)", () => {
    for (const piece of ['\\"', '"', "\\", '"\\', '{"', '"a":"', "\\u0022"]) {
      const reads = (length: number) => countReads(`{"a":"${piece.repeat(length)}`);
      expect(reads(4_000)).toBeLessThan(reads(1_000) * 4.5);
    }
  });
});
